import { Pane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

test("a row opens the user, with an account and licenses and apps", async ({ page, visit, press }) => {
  await visit("/users?search=chiyo");
  await press(page.getByRole("link", { name: "Chiyo Tanaka" }));
  const pane = new Pane(page, press, "Chiyo Tanaka");
  await expect(pane.dialog.getByRole("checkbox", { name: /^Microsoft 365 E3/ })).toBeChecked();
  await expect(pane.dialog).toContainText("Assigned by the group Sales on");
  await expect(pane.dialog).toContainText("Assigned directly on");
  await axeClean(page);
  await press(pane.dialog.locator("summary").filter({ hasText: "What is on now, and why." }));
  const teams = pane.dialog.getByRole("listitem").filter({ hasText: "Microsoft Teams" }).first();
  await expect(teams).toContainText("Microsoft 365 E3. Assigned");
  await press(pane.dialog.getByRole("link", { name: "Account" }));
  await expect(pane.dialog).toContainText("chiyo@northlight.example");
  await expect(page).toHaveURL(/\/users\/[0-9a-f-]+\?search=chiyo$/);
  await axeClean(page);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/users\?search=chiyo$/);
});

test("location, licenses and services change together in one order", async ({ page, visit, press }) => {
  await visit("/users?search=elif");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Elif Demir");
  await expect(pane.button("Save changes")).toHaveAccessibleDescription(
    "Change the location, a license or a service first.",
  );
  await pane.dialog.getByRole("combobox", { name: "Select location" }).selectOption("Iceland");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await expect(pane.outcome).toContainText("1 user gets Visio Plan 2");
  await expect(pane.outcome).toContainText("1 usage location set");
  await pane.carryOut("Save changes");
  await pane.close();
  const row = page.getByRole("row").filter({ hasText: "Elif Demir" });
  await expect(row).toContainText("Visio Plan 2");

  await press(page.getByRole("link", { name: "Elif Demir" }));
  await expect(pane.dialog.getByRole("combobox", { name: "Select location" })).toHaveValue("IS");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await expect(pane.outcome).toContainText("1 user loses Visio Plan 2");
});

test("what was chosen is still there after a look at another tab", async ({ page, visit, press }) => {
  await visit("/users?search=elif");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Elif Demir");
  const tab = (name: string) => pane.dialog.getByRole("link", { name, exact: true });
  const visio = pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ });
  await press(visio);
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await press(tab("Account"));
  await press(tab("Edit"));
  await pane.dialog.getByLabel("Department").fill("Flight control");
  await expect(pane.outcome).toHaveText("1 user edited.");
  await press(tab("Licenses and apps"));
  await expect(visio).toBeChecked();
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await press(tab("Account"));
  await press(tab("Edit"));
  await expect(pane.dialog.getByLabel("Department")).toHaveValue("Flight control");
  await press(pane.dialog.locator("header").getByRole("link", { name: "Close" }));
  await press(page.getByRole("button", { name: "Discard", exact: true }));
  await expect(page).toHaveURL("/users?search=elif");
});

test("a license from a group can't be taken here, and says why", async ({ page, visit, press }) => {
  await visit("/users?search=lindqvist");
  await press(page.getByRole("link", { name: "Ben Lindqvist" }));
  const pane = new Pane(page, press, "Ben Lindqvist");
  const inherited = pane.dialog.getByRole("checkbox", { name: /^Microsoft 365 E3/ });
  await expect(inherited).toBeChecked();
  await expect(inherited).toBeDisabled();
  await expect(pane.dialog).toContainText("Assigned by the group Sales");
});

test.describe("a global reader", () => {
  test.use({ who: "global reader" });

  test("reads it, and is told why nothing can be saved", async ({ page, visit, press }) => {
    await visit("/users?search=chiyo");
    await press(page.getByRole("link", { name: "Chiyo Tanaka" }));
    const pane = new Pane(page, press, "Chiyo Tanaka");
    const denial = "You don't have permission to assign licenses. Ask a Global, License or User admin.";
    await expect(pane.problem("You don't have permission")).toContainText(denial);
    await expect(pane.button("Save changes")).toHaveAccessibleDescription(denial);
    await expect(pane.dialog.getByRole("checkbox").first()).toBeVisible();
    await expect(pane.dialog.getByRole("checkbox", { disabled: false })).toHaveCount(0);
    await expect(pane.dialog.getByRole("combobox", { name: "Select location" })).toBeDisabled();
    await axeClean(page);
  });
});
