import type { Locator, Page } from "@playwright/test";
import { AssignPane } from "../support/pane.ts";
import { expect, test } from "../support/test.ts";

/** How far an element can be scrolled sideways, in pixels. */
const sideways = (element: Locator) => element.evaluate((one) => one.scrollWidth - one.clientWidth);

const top = async (element: Locator) => (await element.boundingBox())?.y;

const rows = (page: Page) => page.getByRole("table").last().locator("tbody").getByRole("row");

const pages = [
  "/home",
  "/users",
  "/guest-users",
  "/deleted-users",
  "/licenses",
  "/licenses/SPE_E3",
  "/licenses/SPE_E3?tab=groups",
  "/licenses/SPE_E3/assign",
  "/products",
  "/settings",
  "/settings/rules",
  "/settings/thresholds",
  "/settings/admins",
  "/settings/partners",
  "/settings/sessions",
  "/settings/organization",
  "/password",
];

test("no page scrolls sideways, however narrow the window", { tag: "@desktop" }, async ({ page, visit }) => {
  // The windows are as large on every device.
  for (const path of pages) {
    await visit(path);
    for (const width of [1000, 820, 600, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sideways(page.locator("html")), `${path} at ${width} px`).toBe(0);
    }
  }
});

test("a table has room for names beside half a screen", { tag: "@desktop" }, async ({ page, visit }) => {
  // A phone shows cards.
  await page.setViewportSize({ width: 820, height: 800 });
  for (const path of ["/licenses", "/users", "/licenses/SPE_E3", "/products"]) {
    await visit(path);
    const table = page.locator(".card > .table, .card > div > .table").last();
    expect(await sideways(table.locator("..")), path).toBe(0);
    const link = await rows(page).first().getByRole("link").first().boundingBox();
    expect(link?.height, path).toBeLessThan(60); // two lines
  }
});

test("a name of 140 letters without a blank stays in its place", async ({ page, server, visit, press }) => {
  const name = "Wide" + "name".repeat(34);
  const user = ["--username", "wide@northlight.example", "--name", name, "--location", "US"];
  await server.usher("users", "add", ...user);
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose(name);
  expect(await sideways(pane.dialog)).toBe(0);
  expect(await sideways(pane.dialog.locator(".body"))).toBe(0);
  await press(pane.button(`Remove ${name}`));
  await expect(pane.chips).toHaveCount(0);
  await pane.choose(name);
  await pane.carryOut("Assign");
  await pane.close();

  await visit("/licenses/VISIOCLIENT?search=wide");
  expect(await sideways(page.locator("html"))).toBe(0);
  await press(page.getByRole("checkbox", { name: `Select ${name}` }));
  await press(page.getByRole("link", { name: "Unassign licenses" }));
  const loses = page.getByRole("dialog").getByText("Loses it");
  await expect(loses).toBeInViewport({ ratio: 1 });
  expect(await sideways(page.getByRole("dialog").locator(".body"))).toBe(0);
  await visit("/users?search=wide");
  await press(rows(page).first().getByRole("link"));
  await expect(page.getByRole("dialog", { name })).toBeVisible();
  expect(await sideways(page.getByRole("dialog", { name }))).toBe(0);
});

for (const [width, height] of [
  [640, 400],
  [320, 200],
] as const) {
  test(
    `a pane can be worked in on ${width} by ${height} pixels`,
    { tag: "@desktop" },
    async ({ page, visit, press }) => {
      // The windows are as large on every device.
      await page.setViewportSize({ width, height });
      await visit("/licenses/VISIOCLIENT/assign");
      const pane = new AssignPane(page, press);
      await pane.opened();
      await pane.box.pressSequentially("ma");
      await pane.answered();
      await expect(pane.dialog.getByRole("listbox")).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await pane.choose("Elif Demir");
      // Head and foot scroll with the rest, and leave it the window: nothing scrolls in between.
      const body = pane.dialog.locator(".body");
      expect(await body.evaluate((one) => one.scrollHeight - one.clientHeight)).toBe(0);
      await pane.outcome.scrollIntoViewIfNeeded();
      await expect(pane.outcome).toBeInViewport({ ratio: 1 });
      await pane.carryOut("Assign");
    },
  );
}

test("nothing moves in a pane when seats are held", async ({ page, visit, press }) => {
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.opened();
  const before = await top(pane.box);
  await pane.choose("Elif Demir");
  await expect(pane.dialog).toContainText(/1 seat is held for you until/);
  await expect(pane.dialog.getByText(/held for you until/)).toBeInViewport({ ratio: 1 });
  const label = pane.dialog.getByText("Users", { exact: true });
  expect((await top(label)) ?? 0).toBeLessThan(before ?? 0);
  expect(Math.abs(((await top(pane.box)) ?? 0) - (before ?? 0))).toBeLessThan(4);
});

for (const path of ["/users", "/licenses/SPE_E3"]) {
  test(`${path}: whoever goes to the next page reads on at its top`, async ({
    page,
    visit,
    press,
    isMobile,
  }) => {
    await visit(path);
    await expect(rows(page)).toHaveCount(50);
    const first = await rows(page).first().innerText();
    await press(page.getByRole("link", { name: "Next page" }));
    await expect(rows(page).first()).not.toHaveText(first, { useInnerText: true });
    await expect(rows(page).first().getByRole("link")).toBeFocused();
    await expect(rows(page).first()).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("status").filter({ hasText: "This is the next page." })).toBeAttached();
    if (isMobile) return; // no keyboard
    await page.getByRole("link", { name: "First page" }).focus();
    await page.keyboard.press("Enter");
    await expect(rows(page).first()).toHaveText(first, { useInnerText: true });
    await expect(rows(page).first().getByRole("link")).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "This is the first page." })).toBeAttached();
  });
}

for (const [path, command] of [
  ["/users", "Manage product licenses"],
  ["/licenses/SPE_E3", "Unassign licenses"],
] as const) {
  test(`${path}: commands stay in sight while users are selected`, async ({
    page,
    visit,
    press,
    isMobile,
  }) => {
    await visit(path);
    const row = rows(page).nth(39);
    await row.scrollIntoViewIfNeeded();
    const open = page.getByRole("link", { name: command });
    await expect(open).not.toBeInViewport();
    const before = await top(row);
    await press(row.getByRole("checkbox"));
    await expect(open).toBeInViewport({ ratio: 1 });
    await expect(page.getByText("1 user selected")).toBeInViewport({ ratio: 1 });
    // What was selected doesn't move away from under the hand.
    expect(await top(row)).toBe(before);
    if (!isMobile) {
      // Going back by keyboard, what has the focus is never below the commands.
      for (let steps = 0; steps < 30; steps++) {
        await page.keyboard.press("Shift+Tab");
        const seen = await page.evaluate(() => {
          const focused = document.activeElement;
          if (!focused) return false;
          const { x, y, width, height } = focused.getBoundingClientRect();
          const there = document.elementFromPoint(x + width / 2, y + height / 2);
          return focused.contains(there) || there?.contains(focused) === true;
        });
        expect(seen, `after ${steps + 1} steps`).toBe(true);
      }
    }
    await press(page.getByRole("button", { name: "Clear selection" }));
    await expect(page.getByRole("button", { name: "Clear selection" })).toBeHidden();
  });
}

test(
  "a finger finds a row's link anywhere in its card, and the circle apart from it",
  { tag: "@phone" },
  async ({ page, visit }) => {
    // A mouse is exact.
    await visit("/licenses/SPE_E3");
    const crumb = page.getByRole("navigation", { name: "Path" }).getByRole("link");
    expect((await crumb.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const row = rows(page).first();
    await row.scrollIntoViewIfNeeded();
    const circle = row.getByRole("checkbox");
    await circle.tap();
    await expect(circle).toBeChecked();
    await expect(page).toHaveURL("/licenses/SPE_E3");
    const card = await row.boundingBox();
    await page.touchscreen.tap(
      (card?.x ?? 0) + (card?.width ?? 0) - 12,
      (card?.y ?? 0) + (card?.height ?? 0) - 8,
    );
    await expect(page).toHaveURL(/\/licenses\/SPE_E3\/services\?users=/);
  },
);

test("what is wrong with a list leaves the way to another", async ({ page, visit, trouble }) => {
  trouble.expect(/status of 400/);
  await visit("/users?after=garbage");
  await expect(page.getByRole("heading", { level: 1, name: "Active users" })).toBeVisible();
  await expect(page.getByText("This address doesn't lead to a page of the list.")).toBeVisible();
  await page.getByRole("combobox", { name: "Filter" }).selectOption("Guest users");
  await expect(rows(page)).toHaveCount(8);
});
