import type { Page } from "@playwright/test";
import { Pane } from "../../support/pane.ts";
import { expect, test } from "../../support/test.ts";

/** Goes on by Tab until this is focused. */
async function tabTo(
  page: Page,
  role: "link" | "button" | "checkbox" | "radio" | "searchbox",
  name: string | RegExp,
) {
  const target = page.getByRole(role, { name, exact: typeof name === "string" }).and(page.locator(":focus"));
  for (let steps = 0; steps < 80 && !(await target.count()); steps++) await page.keyboard.press("Tab");
  await expect(target).toBeVisible();
}

test("licenses of a user are replaced by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/users");
  await tabTo(page, "searchbox", "Search users");
  await keys.type("chiyo");
  await expect(page.getByRole("row").filter({ hasText: "Chiyo Tanaka" })).toBeVisible();
  await tabTo(page, "checkbox", "Select Chiyo Tanaka");
  await keys.press("Space");
  await page.keyboard.press("Home");
  await page.locator("main").focus();
  await tabTo(page, "link", "Manage product licenses");
  await keys.press("Enter");
  const pane = new Pane(page, press, "Manage product licenses");
  await expect(pane.dialog).toBeVisible();
  await tabTo(page, "radio", /^Assign more/);
  await keys.press("ArrowDown");
  await expect(pane.dialog.getByRole("radio", { name: /^Replace/ })).toBeChecked();
  await tabTo(page, "button", "Next");
  await keys.press("Enter");
  await expect(pane.dialog.getByRole("heading", { name: "Replace" })).toBeFocused();
  await tabTo(page, "checkbox", /^Office 365 E3/);
  await keys.press("Space");
  await expect(pane.dialog.getByRole("listitem").filter({ hasText: "Chiyo Tanaka" })).toContainText(
    "Gets Office 365 E3",
  );
  await tabTo(page, "button", "Save changes");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
});
