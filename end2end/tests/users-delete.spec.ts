import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { Pane, type Press } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

const figures = (page: Page) => page.locator("dl.figures");

/** Gives Elif a license of Visio, and deletes her. */
async function deleteElif(page: Page, visit: (path: string) => Promise<void>, press: Press): Promise<void> {
  await visit("/users?search=elif");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const one = new Pane(page, press, "Elif Demir");
  await press(one.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await one.carryOut("Save changes");
  await one.close();
  await press(page.getByRole("checkbox", { name: "Select Elif Demir" }));
  await press(page.getByRole("link", { name: "Delete users" }));
  const pane = new Pane(page, press, "Delete users");
  await expect(pane.outcome).toHaveText("1 user deleted; 1 user loses Visio Plan 2; 5 of 10 seats left.");
  await expect(pane.dialog).toContainText("They can be restored for 30 days.");
  await axeClean(page);
  await pane.carryOut("Delete users");
  await axeClean(page);
  await pane.close();
  await expect(page.getByRole("heading", { name: "No user matches" })).toBeVisible();
}

test("a deleted user frees the seat at once, and is restored with the license held before", async ({
  page,
  visit,
  press,
}) => {
  await deleteElif(page, visit, press);
  await visit("/licenses/VISIOCLIENT");
  await expect(figures(page)).toHaveText(/owned\s*10\s*assigned\s*5\s*available\s*5/);

  await visit("/deleted-users");
  const row = page.getByRole("row").filter({ hasText: "Elif Demir" });
  await expect(row).toContainText("by Ida Marsh");
  await axeClean(page);
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Restore user");
  await expect(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ })).toBeChecked();
  await expect(pane.outcome).toHaveText("1 user restored; 1 user gets Visio Plan 2; 4 of 10 seats left.");
  await axeClean(page);
  await pane.carryOut("Restore user");
  await expect(pane.button("Write a quick-start message")).toBeVisible();
  await axeClean(page);
  await pane.close();
  await expect(page.getByRole("heading", { name: "Nobody is deleted" })).toBeVisible();
  await visit("/users?search=elif");
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Visio Plan 2");
});

test("the license held before is a choice, and another username too", async ({ page, visit, press }) => {
  await deleteElif(page, visit, press);
  await visit("/deleted-users");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Restore user");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await pane.dialog.getByLabel("Username").fill("ida@northlight.example");
  await expect(pane.problem(/This can't be done for Elif Demir yet/)).toContainText(
    "The username ida@northlight.example is taken, by Ida Marsh.",
  );
  await pane.dialog.getByLabel("Username").fill("elif.demir@northlight.example");
  await expect(pane.outcome).toHaveText("1 user restored; 1 user edited.");
  await pane.carryOut("Restore user");
  await expect(pane.button("Write a quick-start message")).toBeHidden();
  await pane.close();
  await visit("/users?search=elif.demir");
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Unlicensed");
});

test("a user is deleted permanently, after a confirmation", async ({ page, visit, press }) => {
  await deleteElif(page, visit, press);
  await visit("/deleted-users");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Restore user");
  await press(pane.button("Delete permanently"));
  await expect(pane.dialog.getByText("Confirm first that it can't be undone.")).toBeVisible();
  await axeClean(page);
  await press(pane.dialog.getByRole("checkbox", { name: "I understand that this can't be undone" }));
  await expect(pane.outcome).toHaveText("1 user deleted permanently.");
  await pane.carryOut("Delete permanently");
  await pane.close();
  await expect(page.getByRole("heading", { name: "Nobody is deleted" })).toBeVisible();
});

test("deleted users are searched for, and saved as a file", async ({ page, visit, press }) => {
  await deleteElif(page, visit, press);
  await visit("/deleted-users");
  const row = page.getByRole("row").filter({ hasText: "Elif Demir" });
  const search = page.getByRole("searchbox", { name: "Search deleted users" });
  await search.fill("nobody");
  await expect(page.getByRole("heading", { name: "No deleted user matches" })).toBeVisible();
  await axeClean(page);
  await press(page.getByRole("link", { name: "Show all deleted users" }));
  await expect(row).toBeVisible();
  await expect(page).toHaveURL("/deleted-users");
  await search.fill("dem");
  await expect(page).toHaveURL("/deleted-users?search=dem");
  await expect(row).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    press(page.getByRole("link", { name: "Export deleted users" })),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv).toContain("Elif Demir,elif@northlight.example,Member,");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Restore user");
  await press(pane.dialog.getByRole("link", { name: "Close" }));
  await expect(page).toHaveURL("/deleted-users?search=dem");
});

test("nobody deletes themselves", async ({ page, visit, press }) => {
  await visit("/users?search=ida%20marsh");
  await press(page.getByRole("checkbox", { name: "Select Ida Marsh" }));
  await press(page.getByRole("link", { name: "Delete users" }));
  const pane = new Pane(page, press, "Delete users");
  await expect(pane.problem("This can't be done for Ida Marsh yet")).toContainText(
    "You can't block or delete yourself. Ask another admin, or leave yourself out.",
  );
  await axeClean(page);
});
