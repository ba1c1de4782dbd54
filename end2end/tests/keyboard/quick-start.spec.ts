import { tabTo } from "../../support/keyboard.ts";
import { AssignPane } from "../../support/pane.ts";
import { expect, test } from "../../support/test.ts";

test("after assigning, a quick-start message is written and copied by keyboard alone", async ({
  page,
  visit,
  press,
  context,
}) => {
  const keys = page.keyboard;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.opened();
  await expect(pane.box).toBeFocused();
  await keys.type("elif");
  await expect(pane.option("Elif Demir")).toHaveAttribute("aria-selected", "true");
  await keys.press("Enter");
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await tabTo(page, "button", "Assign");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await tabTo(page, "button", "Write a quick-start message");
  await keys.press("Enter");
  const message = pane.dialog.getByRole("textbox", { name: "Quick-start message" });
  await expect(message).toBeFocused();
  await expect(message).toHaveValue(/you now have Visio Plan 2\./);
  await keys.press("Control+a");
  await keys.type("Hello, this is for you.");
  await tabTo(page, "button", "Copy message");
  await keys.press("Enter");
  await expect(pane.dialog.getByText("The message is copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Hello, this is for you.");
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
});
