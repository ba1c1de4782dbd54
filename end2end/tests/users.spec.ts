import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { command } from "../support/commands.ts";
import { AssignPane, Pane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

const rows = (page: Page) =>
  page.getByRole("table", { name: "Active users" }).locator("tbody").getByRole("row");

test("users are searched, filtered and sorted", async ({ page, visit }) => {
  await visit("/users");
  await expect(page.getByRole("heading", { level: 1, name: "Active users" })).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("searchbox", { name: "Search users" }).fill("ida mar");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("Ida Marsh");
  await expect(page).toHaveURL(/search=ida%20mar/);
  await page.getByRole("searchbox", { name: "Search users" }).fill("");
  await expect(rows(page)).toHaveCount(50);

  await page.getByRole("combobox", { name: "Filter" }).selectOption("Guest users");
  await expect(page).toHaveURL(/filter=guests/);
  await expect(rows(page)).toHaveCount(8);
  for (const row of await rows(page).all()) await expect(row).toContainText("#EXT#");
  await page.getByRole("combobox", { name: "Filter" }).selectOption("All users");
  await page.getByRole("combobox", { name: "Product" }).selectOption("Visio Plan 2");
  await expect(rows(page)).toHaveCount(5);
  for (const row of await rows(page).all()) await expect(row).toContainText("Visio Plan 2");
  await page.getByRole("combobox", { name: "Product" }).selectOption("Any product");
  await expect(rows(page)).toHaveCount(50);
});

test("admins are found by role", async ({ page, visit }) => {
  await visit("/users");
  const filter = page.getByRole("combobox", { name: "Filter" });
  await filter.selectOption("Billing admins");
  await expect(page).toHaveURL(/filter=billing-admins/);
  await expect(rows(page).filter({ hasText: "Tobias Reinhardt" })).toBeVisible();
  await expect(rows(page).filter({ hasText: "Ida Marsh" })).toHaveCount(0);
  await filter.selectOption({ label: "Admins" });
  await expect(rows(page).filter({ hasText: "Ida Marsh" })).toBeVisible();
  await expect(rows(page).filter({ hasText: "Tobias Reinhardt" })).toBeVisible();
  await expect(rows(page).filter({ hasText: "Elif Demir" })).toHaveCount(0);
});

test("users with errors are those whose licenses have a conflict", async ({ page, visit, press }) => {
  const rules = async (name: RegExp) => {
    await visit("/settings/rules");
    await press(page.getByRole("radio", { name }));
    await press(page.getByRole("button", { name: "Save" }));
    await expect(page.getByText(/^Saved\./)).toBeVisible();
  };
  const greta = rows(page).filter({ hasText: "Greta Holm" });
  await visit("/users?search=greta");
  await expect(greta).toBeVisible();
  await page.getByRole("combobox", { name: "Filter" }).selectOption("Users with errors");
  await expect(page).toHaveURL(/filter=with-errors/);
  await expect(greta).toHaveCount(0);

  await rules(/^Concurrent/);
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  await pane.carryOut("Assign");
  await rules(/^Documented/);
  await visit("/users?search=greta&filter=with-errors");
  await expect(greta).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Filter" })).toHaveValue("with-errors");
  await axeClean(page);
});

test("the next page goes on, and both ways of both orders work", async ({ page, visit, press, isMobile }) => {
  await visit("/users");
  await expect(rows(page)).toHaveCount(50);
  const first = await rows(page).first().locator("strong").innerText();
  await press(page.getByRole("link", { name: "Next page" }));
  await expect(rows(page).first().locator("strong")).not.toHaveText(first);
  await press(page.getByRole("link", { name: "First page" }));
  await expect(rows(page).first().locator("strong")).toHaveText(first);
  if (isMobile) return; // a phone shows no headings
  for (const [name, sorted] of [
    ["Display name", "descending"],
    ["Display name", "ascending"],
    ["Username", "ascending"],
    ["Username", "descending"],
  ] as const) {
    const heading = page.getByRole("columnheader", { name });
    await press(heading.getByRole("link"));
    await expect(heading).toHaveAttribute("aria-sort", sorted);
  }
});

test("columns are chosen, a view is saved, found again and deleted", async ({
  page,
  visit,
  press,
  isMobile,
}) => {
  await visit("/users?filter=blocked");
  await press(page.locator("summary").filter({ hasText: "Columns" }));
  await press(page.getByRole("checkbox", { name: "Department" }));
  await expect(page).toHaveURL(/columns=[^&]*department/);
  if (!isMobile) await expect(page.getByRole("columnheader", { name: "Department" })).toBeVisible();

  await press(page.locator("summary").filter({ hasText: "Views" }));
  await page.getByRole("textbox", { name: "Name of the view" }).fill("Blocked, by department");
  await press(page.getByRole("button", { name: "Save this view" }));
  const saved = page.getByRole("link", { name: "Blocked, by department" });
  await expect(saved).toBeVisible();
  await visit("/users");
  await press(page.locator("summary").filter({ hasText: "Views" }));
  await press(saved);
  await expect(page).toHaveURL(/filter=blocked&columns=[^&]*department/);
  await press(page.getByRole("button", { name: "Delete the view Blocked, by department" }));
  await expect(saved).toBeHidden();
});

test("columns that were chosen are shown on a phone too, and none at all is a choice", async ({
  page,
  visit,
  press,
}) => {
  await visit("/users?search=elif&columns=department,city");
  const row = rows(page).filter({ hasText: "Elif Demir" });
  for (const [column, text] of [
    ["Department", "Marketing"],
    ["City", "Berlin"],
  ] as const) {
    await expect(row.getByText(text)).toBeVisible();
    await press(page.locator("summary").filter({ hasText: "Columns" }));
    await press(page.getByRole("checkbox", { name: column }));
    await press(page.locator("summary").filter({ hasText: "Columns" }));
    await expect(row.getByText(text)).toBeHidden();
  }
  await expect(page).toHaveURL(/columns=none$/);
  await page.reload();
  await expect(row.locator("td")).toHaveCount(2);
});

test("a page that the list doesn't have leads to the first one", async ({ page, visit, press, trouble }) => {
  trouble.expect(/status of 400/);
  await visit("/users?filter=licensed&after=garbage");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await press(page.getByRole("link", { name: "First page" }));
  await expect(page).toHaveURL("/users?filter=licensed");
  await expect(rows(page)).toHaveCount(50);
});

test("who is selected as one of all is shown so on every page", async ({ page, visit, press }) => {
  const circles = rows(page).getByRole("checkbox");
  await visit("/users?filter=licensed");
  await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
  await press(page.getByRole("button", { name: /^Select all \d+ users that match$/ }));
  await expect(page.getByRole("link", { name: "Delete users" })).toHaveAccessibleDescription(
    "This can't be done for all users that match at once. Clear the selection, and select them in the list.",
  );
  const first = await rows(page).first().innerText();
  // At the end of the page nothing of the list is under the commands.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await press(page.getByRole("link", { name: "Next page" }));
  await expect(rows(page).first()).not.toHaveText(first, { useInnerText: true });
  await expect(circles.first()).toBeChecked();
  const all = await circles.count();
  for (const circle of await circles.all()) await expect(circle).toBeChecked();
  await expect(page.getByText(/^All \d+ users that match are selected$/)).toBeVisible();

  // Without one of them, those on this page are left, and those who were named before.
  await press(circles.first());
  await expect(page.getByText(`${50 + all - 1} users selected`)).toBeVisible();
  await expect(circles.first()).not.toBeChecked();
  await expect(circles.nth(1)).toBeChecked();
});

test("an account names all licenses", async ({ page, visit, press }) => {
  await visit("/users?search=amara");
  await expect(rows(page).first()).toContainText(/and \d+ more/);
  await press(rows(page).first().getByRole("link"));
  const pane = new Pane(page, press, "Amara");
  await press(pane.dialog.getByRole("link", { name: "Account" }));
  await expect(pane.dialog.locator("dl.told")).toContainText("Planner and Project Plan 3");
  await expect(pane.dialog.locator("dl.told")).not.toContainText(/and \d+ more/);
});

test("a word or an address in the list is not cut in two", { tag: "@desktop" }, async ({ page, visit }) => {
  // A card has room.
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit("/users");
  const cut = await rows(page)
    .locator("td.wide")
    .evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const words = (cell.textContent ?? "").split(/[ @-]/);
        const range = document.createRange();
        const texts = [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        return texts.flatMap((text) => {
          const whole = text.textContent ?? "";
          return words.filter((word) => {
            const at = whole.indexOf(word);
            if (word === "" || at < 0) return false;
            range.setStart(text, at);
            range.setEnd(text, at + word.length);
            return range.getClientRects().length > 1;
          });
        });
      }),
    );
  expect(cut).toEqual([]);
  // The commands in one row, the search and the filters in another.
  const spread = (from: string): Promise<number> =>
    page.locator(from).evaluateAll((all) => {
      const shown = all.filter((one) => one.checkVisibility());
      const bottoms = shown.map((one) => one.getBoundingClientRect().bottom);
      return Math.max(...bottoms) - Math.min(...bottoms);
    });
  expect(await spread("main .acts > .button, main .acts > .apart > .button")).toBeLessThan(4);
  expect(await spread("main .narrow > .field")).toBeLessThan(4);
  const first = await rows(page).first().boundingBox();
  expect(first?.y).toBeLessThan(360);
});

test("the export has whom the filter finds", async ({ page, visit, press }) => {
  await visit("/users?filter=guests");
  const guests = await rows(page).count();
  const [download] = await Promise.all([page.waitForEvent("download"), command(page, press, "Export users")]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv.trim().split("\r\n")).toHaveLength(1 + guests);
  expect(csv).toContain("Display name,Username,");
});

for (const path of [
  "/users",
  "/users?search=nobody-like-this",
  "/users?filter=guests&columns=licenses,mail,city",
]) {
  test(`${path} has no accessibility violation`, async ({ page, visit }) => {
    await visit(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await axeClean(page);
  });
}
