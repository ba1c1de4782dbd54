import { AssignPane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

test("after assigning, a quick-start message is copied, mailed or scanned", async ({
  page,
  visit,
  press,
  context,
  server,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi");
  await pane.carryOut("Assign");
  await press(pane.button("Write a quick-start message"));

  const message = pane.dialog.getByRole("textbox", { name: "Quick-start message" });
  await expect(message).toBeFocused();
  const at = await message.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.scrollTop]);
  expect(at).toEqual([0, 0]);
  await expect(message).toHaveValue(/you now have Visio Plan 2\./);
  await expect(message).toHaveValue(new RegExp(`1\\. Open ${server.url}/start`));
  await expect(pane.dialog.getByText("For 2 users.")).toBeVisible();
  await axeClean(page);

  await message.fill("Hello, this is for you.");
  await press(pane.button("Copy message"));
  await expect(pane.dialog.getByText("The message is copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Hello, this is for you.");
  await press(pane.button("Copy addresses"));
  await expect(pane.dialog.getByText("The addresses are copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "elif@northlight.example, femi@northlight.example",
  );
  await expect(pane.dialog.getByRole("link", { name: "Mail" })).toHaveAttribute(
    "href",
    /^mailto:\?bcc=elif%40northlight\.example,femi%40northlight\.example&subject=.+&body=Hello,%20this/,
  );
  const code = pane.dialog.getByRole("img", { name: `QR code of ${server.url}/start` });
  await expect(code).toBeVisible();
  await expect(code.locator("path")).toHaveAttribute("d", /^M0 0h7v1h-7z/);
});

test("what was unassigned is nothing to tell", async ({ page, visit, press }) => {
  await visit("/licenses/VISIOCLIENT");
  await press(page.getByRole("checkbox", { name: /^Select / }).nth(1));
  await press(page.getByRole("link", { name: "Unassign licenses" }));
  const pane = page.getByRole("dialog", { name: "Unassign licenses" });
  await press(pane.getByRole("button", { name: "Unassign", exact: true }));
  await expect(pane.getByRole("heading", { name: "Done" })).toBeFocused();
  await expect(pane.getByRole("button", { name: "Write a quick-start message" })).toBeHidden();
});

test.describe("somebody with a new license", () => {
  test.use({ who: "nobody" });

  test("sees the first steps without signing in", async ({ page, visit }) => {
    await visit("/start");
    await expect(page.getByRole("heading", { name: "Begin with your apps" })).toBeVisible();
    await expect(page.getByRole("listitem")).toHaveCount(3);
    const apps = page.getByRole("link", { name: "Open Microsoft 365" });
    await expect(apps).toHaveAttribute("href", "https://www.microsoft365.com/");
    await axeClean(page);
    await visit("/start?cloud=21vianet");
    await expect(apps).toHaveAttribute("href", "https://portal.partner.microsoftonline.cn");
  });
});
