import { openPane, tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("a user's location, license and services change in one order by keyboard alone", async ({
  page,
  visit,
  press,
}) => {
  const keys = page.keyboard;
  await visit("/users?search=elif");
  const pane = await openPane(page, press, "Elif Demir");
  await tabTo(page, "combobox", /^Select location/);
  await keys.press("i");
  await expect(pane.dialog.getByRole("combobox", { name: "Select location" })).toHaveValue("IS");
  await tabTo(page, "checkbox", /^Visio Plan 2/);
  await keys.press("Space");
  const services = pane.dialog.locator("summary").filter({ hasText: "Apps and services" });
  await expect(services).toBeVisible();
  await tabTo(page, services);
  await keys.press("Enter");
  await tabTo(page, "checkbox", /^Visio Web App/);
  await keys.press("Space");
  await expect(services).toContainText(/1 of \d+ off/);
  await expect(pane.outcome).toContainText("1 user gets Visio Plan 2");
  await expect(pane.outcome).toContainText("1 usage location set");
  await tabTo(page, "button", "Save changes");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Visio Plan 2");
  await expect(page.getByRole("link", { name: "Elif Demir" })).toBeFocused();
  await visit("/licenses/VISIOCLIENT?search=elif");
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Visio Web App off");
});

test("why a user has an app, and the account, are read by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/users?search=chiyo");
  const pane = await openPane(page, press, "Chiyo Tanaka");
  await tabTo(page, pane.dialog.locator("summary").filter({ hasText: "What is on now, and why." }));
  await keys.press("Enter");
  const teams = pane.dialog.getByRole("listitem").filter({ hasText: "Microsoft Teams" }).first();
  await expect(teams).toContainText("Microsoft 365 E3. Assigned");
  await tabTo(page, "link", "Account");
  await keys.press("Enter");
  await expect(pane.dialog).toContainText("chiyo@northlight.example");
  await expect(page).toHaveURL(/\/users\/[0-9a-f-]+\?search=chiyo$/);
  await pane.opened();
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
  await expect(page).toHaveURL(/\/users\?search=chiyo$/);
});
