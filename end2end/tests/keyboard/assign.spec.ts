import { openPane, tabTo } from "../../support/keyboard.ts";
import { AssignPane } from "../../support/pane.ts";
import { expect, test } from "../../support/test.ts";

test("a license is found, opened and assigned by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/licenses");
  await keys.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await keys.press("Enter");
  await tabTo(page, "link", "Visio Plan 2");
  await keys.press("Enter");
  await expect(page.getByRole("heading", { name: "Visio Plan 2" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  await tabTo(page, "link", "Assign licenses");
  await keys.press("Enter");

  const pane = new AssignPane(page, press);
  await pane.opened();
  await expect(pane.box).toBeFocused();
  await keys.type("mar");
  await expect(pane.dialog.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await expect(pane.box).toHaveAttribute("aria-expanded", "true");
  await keys.press("Escape");
  await expect(pane.box).toHaveAttribute("aria-expanded", "false");
  await keys.press("Escape");
  await expect(pane.box).toHaveValue("");

  await keys.type("femi");
  await expect(pane.option("Femi Adeyemi")).toHaveAttribute("aria-selected", "true");
  await keys.press("Enter");
  await keys.type("mar");
  const second = pane.dialog.getByRole("option").nth(1);
  await expect(pane.dialog.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await keys.press("ArrowDown");
  await expect(second).toHaveAttribute("aria-selected", "true");
  await expect(pane.box).toHaveAttribute("aria-activedescendant", (await second.getAttribute("id")) ?? "");
  await keys.press("ArrowUp");
  await keys.press("ArrowUp");
  await expect(pane.dialog.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await keys.press("ArrowDown");
  await keys.press("ArrowDown");
  await keys.press("Enter");
  await expect(pane.chips).toHaveCount(2);
  await keys.press("Backspace");
  await expect(pane.chips).toHaveCount(1);
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");

  await tabTo(page, "button", "Assign");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await tabTo(page, "link", "Close");
  await keys.press("Enter");
  await expect(pane.dialog).toBeHidden();
  await expect(page.getByRole("link", { name: "Assign licenses", exact: true })).toBeFocused();
});

test("a conflict is solved by keyboard alone, and the focus never leaves the pane", async ({
  page,
  visit,
  press,
}) => {
  const keys = page.keyboard;
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.opened();
  await keys.type("greta");
  await expect(pane.option("Greta Holm")).toHaveAttribute("aria-selected", "true");
  await keys.press("Enter");
  await expect(pane.problem("Greta Holm can't get this license yet")).toBeVisible();
  await tabTo(page, "button", /^Apply ?: Unassign Office 365 E1/);
  await keys.press("Enter");
  await expect(pane.outcome).toHaveText(/^1 user gets Office 365 E3; 1 user loses Office 365 E1/);
  await expect(pane.outcome).toBeFocused();
  await tabTo(page, "button", "Assign");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
});

test("users are selected and unassigned by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/licenses/VISIOCLIENT");
  await tabTo(page, "checkbox", "Select all users on this page");
  await keys.press("Space");
  await expect(page.getByText("5 users selected")).toBeVisible();
  await page.getByRole("heading", { level: 1 }).press("Tab");
  const pane = await openPane(page, press, "Unassign licenses");
  await expect(pane.outcome).toHaveText("5 users lose Visio Plan 2; 10 of 10 seats left.");
  await tabTo(page, "button", "Unassign");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(page.getByRole("heading", { name: "Nobody has this product yet" })).toBeVisible();
});

test("services are switched by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/licenses/STANDARDPACK?search=greta");
  const pane = await openPane(page, press, "Greta Holm", "Change apps and services");
  await tabTo(page, "checkbox", /^To-Do/);
  await keys.press("Space");
  await expect(pane.outcome).toHaveText(/^To-Do .* is turned (on|off) for 1 user/);
  await tabTo(page, "button", "Save");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(page.getByRole("link", { name: "Greta Holm" })).toBeFocused();
});
