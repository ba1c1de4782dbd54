import { AssignPane } from "../support/pane.ts";
import { admins, fillIn, password } from "../support/sign_in.ts";
import { axeClean, expect, test } from "../support/test.ts";

test("a theme is chosen, and the server draws every page in it at once", async ({ page, visit, press }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await visit("/settings");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await press(page.getByRole("radio", { name: /^Dark/ }));
  await press(page.getByRole("button", { name: "Save" }));
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("radio", { name: /^Dark/ })).toBeChecked();
  expect(await background()).not.toBe(light);
  // No flash: it is in the document that comes from the server, before any script.
  const html = await (await page.request.get("/licenses")).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
  await visit("/settings");
  await press(page.getByRole("radio", { name: /^System/ }));
  await press(page.getByRole("button", { name: "Save" }));
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", /./);
});

test("the rule profile changes what becomes of E1 and E3 together", async ({ page, visit, press }) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  let pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  await expect(pane.problem("Greta Holm can't get this license yet")).toBeVisible();

  await visit("/settings/rules");
  const save = page.getByRole("button", { name: "Save" });
  await expect(save).toHaveAccessibleDescription("Change something first.");
  await press(page.getByRole("radio", { name: /^Concurrent/ }));
  await press(save);
  await expect(page.getByText(/^Saved\. Users can have several services/)).toBeVisible();
  await axeClean(page);

  await visit("/licenses/ENTERPRISEPACK/assign");
  pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  await expect(pane.outcome).toContainText("1 user gets Office 365 E3");
  await pane.carryOut("Assign");
  await visit("/settings/rules");
  await expect(
    page.getByText(/under these rules among the licenses that users hold now/).first(),
  ).toBeVisible();
});

test("thresholds say when stock is low, for all products and for one", async ({
  page,
  visit,
  press,
  trouble,
}) => {
  trouble.expect(/status of 409/);
  const e3 = page
    .getByRole("table", { name: "Licenses" })
    .getByRole("row")
    .filter({ hasText: "Microsoft 365 E3" });
  await visit("/settings/thresholds");
  const all = page.getByRole("region", { name: "Low stock" });
  await all.getByLabel("Seats left").fill("19");
  await all.getByLabel("Unit").selectOption("seats");
  await press(all.getByRole("button", { name: "Save" }));
  await expect(page.getByText(/^Saved\. Stock is low at 19 seats left\./)).toBeVisible();
  await visit("/licenses");
  await expect(e3).toContainText("Only 19 seats left");

  await visit("/settings/thresholds");
  const own = page.getByRole("region", { name: "Products with a threshold of their own" });
  await own.getByLabel("Product").selectOption("Microsoft 365 E3");
  await own.getByLabel("Seats left").fill("5");
  await press(own.getByRole("button", { name: "Set" }));
  await expect(own.getByRole("listitem")).toContainText("Microsoft 365 E3 at 5 seats or fewer");
  await axeClean(page);
  await visit("/licenses");
  await expect(e3).not.toContainText("Only 19 seats left");
  await visit("/settings/thresholds");
  await press(own.getByRole("button", { name: "Let Microsoft 365 E3 follow the others" }));
  await expect(own).toContainText("None: all products follow the threshold above.");

  await all.getByLabel("Unit").selectOption("percent");
  await all.getByLabel("Seats left").fill("250");
  await press(all.getByRole("button", { name: "Save" }));
  await expect(page.getByText(/^A threshold is 0 to 100 percent/)).toBeVisible();
});

test("somebody is made an admin, and may act at once", async ({ page, visit, press }) => {
  await visit("/settings/admins");
  await page.getByRole("combobox", { name: "Add an admin" }).pressSequentially("elif");
  await press(page.getByRole("option", { selected: true }).filter({ hasText: "Elif Demir" }));
  const pane = page.getByRole("dialog", { name: "Elif Demir" });
  await expect(pane.getByRole("status").last()).toHaveText("Change something first.");
  await press(pane.getByRole("checkbox", { name: /^License admin/ }));
  await expect(pane.getByRole("status").last()).toHaveText("Roles change for 1 user.");
  await axeClean(page);
  await press(pane.getByRole("button", { name: "Save" }));
  await expect(pane.getByText(/^Saved\. Roles change for 1 user\./)).toBeVisible();
  await press(pane.locator(".foot").getByRole("link", { name: "Close" }));
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("License admin");
});

test("the last Global admin can't be taken away, and nobody takes the role from themselves", async ({
  page,
  visit,
  press,
}) => {
  await visit("/settings/admins");
  await press(page.getByRole("link", { name: "Ida Marsh", exact: true }));
  const pane = page.getByRole("dialog", { name: "Ida Marsh" });
  await press(pane.getByRole("checkbox", { name: /^Global admin/ }));
  await expect(pane.getByRole("status").last()).toContainText(
    "You can't take the Global admin role from yourself.",
  );
  await expect(pane.getByRole("status").last()).toContainText("the last Global admin can't be");
  await expect(pane.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");
  await axeClean(page);
});

test("a session elsewhere is ended", async ({ page, visit, press, browser, server }) => {
  const other = await browser.newPage({ baseURL: server.url, storageState: undefined });
  await other.goto("/sign-in");
  await fillIn(other, admins["global admin"], password);
  await expect(other.getByRole("heading", { name: "Home", exact: true })).toBeVisible();
  await visit("/settings/sessions");
  const rows = page.getByRole("table", { name: "Sessions" }).locator("tbody").getByRole("row");
  await expect(rows.filter({ hasText: "This one" })).toHaveCount(1);
  const before = await rows.count();
  expect(before).toBeGreaterThan(1);
  await axeClean(page);
  await press(rows.getByRole("button", { name: /^Sign out/ }).first());
  await expect(rows).toHaveCount(before - 1);
  await expect(page.getByText("Signed out.", { exact: true })).toBeVisible();
  await other.goto("/licenses");
  await expect(other).toHaveURL(/\/sign-in/);
  await other.close();
  const everywhere = page.getByRole("button", { name: "Sign out everywhere else" });
  await expect(everywhere).toHaveAccessibleDescription("You're signed in nowhere else.");
});

test("for 21Vianet links, endpoints and names of pages are its own", async ({
  page,
  visit,
  press,
  isMobile,
}) => {
  await visit("/settings/organization");
  await expect(page.getByText("https://graph.microsoft.com")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Northlight China");
  await press(page.getByRole("radio", { name: /^21Vianet/ }));
  await press(page.getByRole("button", { name: "Save" }));
  await expect(
    page.getByText(/^Saved\. The organization is called Northlight China; the cloud is 21Vianet\./),
  ).toBeVisible();
  await expect(page.getByText("https://microsoftgraph.chinacloudapi.cn")).toBeVisible();
  await expect(page.getByText("https://login.chinacloudapi.cn")).toBeVisible();
  await expect(page.getByRole("link", { name: /linkid=850625/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "https://portal.partner.microsoftonline.cn" })).toBeVisible();
  if (!isMobile) await expect(page.locator(".organization")).toHaveText("Northlight China");
  await axeClean(page);
  await visit("/users");
  await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
  await press(page.getByRole("link", { name: "Edit product licenses" }));
  await expect(page.getByRole("dialog", { name: "Edit product licenses" })).toBeVisible();
  await visit("/products");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Subscriptions");
  await expect(page.getByRole("table", { name: "Subscriptions" })).toBeVisible();
});

test.describe("a license admin", () => {
  test.use({ who: "license admin" });

  test("sees the settings of the organization, off, with the reason", async ({ page, visit, press }) => {
    const denial = "You don't have permission to change settings. Ask a Global admin.";
    for (const path of ["rules", "thresholds", "organization"]) {
      await visit(`/settings/${path}`);
      await expect(page.getByRole("button", { name: "Save" })).toHaveAccessibleDescription(denial);
      await expect(page.getByRole("status").filter({ hasText: denial })).toBeVisible();
      await expect(page.locator("main form :is(input, select):enabled")).toHaveCount(0);
    }
    await visit("/settings/admins");
    await expect(page.getByRole("combobox", { name: "Add an admin" })).toBeHidden();
    await press(page.getByRole("link", { name: "Ida Marsh", exact: true }));
    const pane = page.getByRole("dialog", { name: "Ida Marsh" });
    await expect(pane.getByRole("button", { name: "Save" })).toHaveAccessibleDescription(
      "You don't have permission to manage admins. Ask a Global admin.",
    );
    await expect(pane.getByRole("status").last()).toHaveText(
      "You don't have permission to manage admins. Ask a Global admin.",
    );
    await expect(pane.getByRole("checkbox", { disabled: false })).toHaveCount(0);
    await expect(pane.getByRole("heading", { name: "Where they are signed in" })).toBeHidden();
  });
});

for (const path of ["", "/rules", "/thresholds", "/admins", "/sessions", "/organization"]) {
  test(`/settings${path} has no accessibility violation`, async ({ page, visit }) => {
    await visit(`/settings${path}`);
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await axeClean(page);
  });
}
