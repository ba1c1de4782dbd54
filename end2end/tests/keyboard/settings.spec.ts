import { expect, test } from "../../support/test.ts";

test("an admin's roles are changed with the keyboard alone", async ({ page, visit }) => {
  await visit("/settings/admins");
  await page.getByRole("combobox", { name: "Add an admin" }).focus();
  await page.keyboard.type("bao");
  await expect(page.getByRole("option", { selected: true })).toContainText("Bảo");
  await page.keyboard.press("Enter");
  const pane = page.getByRole("dialog");
  await expect(pane.and(page.locator("dialog:modal"))).toBeVisible();
  const reader = pane.getByRole("checkbox", { name: /^Global reader/ });
  await reader.focus();
  await page.keyboard.press("Space");
  await expect(reader).toBeChecked();
  await expect(pane.getByRole("status").last()).toHaveText("Roles change for 1 user.");
  await page.keyboard.press("Enter");
  await expect(pane.getByText(/^Saved\./)).toBeVisible();
  // The pane is made anew with what was saved, and takes the keyboard again.
  await expect(pane.getByRole("status").last()).toHaveText("Change something first.");
  await expect(pane.and(page.locator("dialog:modal"))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(pane).toBeHidden();
  await expect(page).toHaveURL("/settings/admins");
});

test("a theme is chosen with the keyboard alone", async ({ page, visit }) => {
  await visit("/settings");
  await page.getByRole("radio", { name: /^System/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^Light/ })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});
