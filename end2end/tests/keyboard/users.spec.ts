import type { Page } from "@playwright/test";
import { tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

const rows = (page: Page) =>
  page.getByRole("table", { name: "Active users" }).locator("tbody").getByRole("row");

const summary = (page: Page, title: string) => page.locator("summary").filter({ hasText: title });

test("users are searched and filtered by keyboard alone", async ({ page, visit }) => {
  const keys = page.keyboard;
  await visit("/users");
  await tabTo(page, "searchbox", "Search users");
  await keys.type("ida mar");
  await expect(rows(page)).toHaveText([/Ida Marsh/]);
  await keys.press("Control+a");
  await keys.press("Delete");
  await expect(rows(page)).toHaveCount(50);
  await tabTo(page, "combobox", "Filter");
  await keys.press("g");
  await expect(page).toHaveURL("/users?filter=guests");
  await expect(rows(page)).toHaveCount(8);
  await expect(rows(page).filter({ hasText: "#EXT#" })).toHaveCount(8);
  await keys.press("Home");
  await expect(page).toHaveURL("/users");
  await expect(rows(page)).toHaveCount(50);
});

test("the list of users is sorted, and its pages turned, by keyboard alone", async ({ page, visit }) => {
  const keys = page.keyboard;
  const heading = page.getByRole("columnheader", { name: "Display name" });
  const first = rows(page).first().locator("strong");
  await visit("/users");
  const fromA = await first.innerText();
  await tabTo(page, "link", "Display name");
  await keys.press("Enter");
  await expect(heading).toHaveAttribute("aria-sort", "descending");
  await expect(first).not.toHaveText(fromA);
  const fromZ = await first.innerText();
  await tabTo(page, "link", "Next page");
  await keys.press("Enter");
  await expect(page).toHaveURL(/after=/);
  await expect(first).not.toHaveText(fromZ);
  await tabTo(page, "link", "First page");
  await keys.press("Enter");
  await expect(first).toHaveText(fromZ);
});

test("columns are chosen, and a view is saved, found and deleted, by keyboard alone", async ({
  page,
  visit,
}) => {
  const keys = page.keyboard;
  await visit("/users?filter=blocked");
  await tabTo(page, summary(page, "Columns"));
  await keys.press("Enter");
  await tabTo(page, "checkbox", "Department");
  await keys.press("Space");
  await expect(page).toHaveURL(/columns=[^&]*department/);
  await expect(page.getByRole("columnheader", { name: "Department" })).toBeVisible();
  await tabTo(page, summary(page, "Views"));
  await keys.press("Enter");
  await tabTo(page, "textbox", "Name of the view");
  await keys.type("Blocked, by department");
  await keys.press("Enter");
  const saved = page.getByRole("link", { name: "Blocked, by department" });
  await expect(saved).toBeVisible();

  await visit("/users");
  await tabTo(page, summary(page, "Views"));
  await keys.press("Enter");
  await tabTo(page, saved);
  await keys.press("Enter");
  await expect(page).toHaveURL(/filter=blocked&columns=[^&]*department/);
  await tabTo(page, "button", "Delete the view Blocked, by department");
  await keys.press("Enter");
  await expect(saved).toBeHidden();
});
