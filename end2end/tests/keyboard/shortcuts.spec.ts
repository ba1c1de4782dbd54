import { Palette } from "../../support/palette.ts";
import { Pane } from "../../support/pane.ts";
import { axeClean, expect, test } from "../../support/test.ts";

test("the palette works by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/licenses");
  await keys.press("Control+k");
  const palette = new Palette(page);
  await expect(palette.box).toBeFocused();
  await expect(palette.current).toContainText("Home");
  await keys.press("ArrowDown");
  await expect(palette.current).toContainText("Active users");
  await keys.press("ArrowUp");
  await keys.press("ArrowUp");
  await expect(palette.current).toHaveText(/^Export products/);
  await keys.press("Escape");
  await expect(palette.dialog).toBeHidden();
  await keys.press("Control+k");
  await expect(palette.box).toBeFocused();
  await keys.type("elif");
  await expect(palette.current).toContainText("Elif Demir");
  await keys.press("Enter");
  await new Pane(page, press, "Elif Demir").opened();
  await keys.press("Escape");
  await expect(page).toHaveURL("/users");
});

test("shortcuts go to pages, search and assign", async ({ page, visit }) => {
  const keys = page.keyboard;
  await visit("/licenses");
  await keys.press("g");
  await keys.press("u");
  await expect(page).toHaveURL("/users");
  await expect(page.getByRole("main")).toBeFocused();
  const search = page.getByRole("searchbox", { name: "Search users" });
  await expect(search).toBeVisible(); // before, there is nothing to go to
  await keys.press("/");
  await expect(search).toBeFocused();
  await keys.type("gl/?a");
  await expect(search).toHaveValue("gl/?a");
  await search.blur();
  await keys.press("g");
  await keys.press("l");
  await expect(page).toHaveURL("/licenses");
  await page.goto("/licenses/SPE_E3");
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await keys.press("a");
  await expect(page.getByRole("dialog", { name: "Assign licenses to users" })).toBeVisible();
});

test("the help sheet lists the shortcuts, and turns single keys off for this browser", async ({
  page,
  visit,
}) => {
  const keys = page.keyboard;
  await visit("/licenses");
  await keys.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Search in the page's list")).toBeVisible();
  await axeClean(page);
  const single = sheet.getByRole("checkbox", { name: /^Single-key shortcuts/ });
  await expect(single).toBeChecked();
  await single.focus();
  await keys.press("Space");
  await expect(single).not.toBeChecked();
  await keys.press("Escape");
  await expect(sheet).toBeHidden();

  await page.reload();
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await keys.press("/");
  await expect(page.getByRole("searchbox")).not.toBeFocused();
  await keys.press("Control+k");
  const palette = new Palette(page);
  await palette.box.fill("keyboard");
  await expect(palette.current).toContainText("Keyboard shortcuts");
  await keys.press("Enter");
  await expect(palette.dialog).toBeHidden();
  await expect(sheet.and(page.locator("dialog:modal"))).toBeVisible();
  await expect(single).not.toBeChecked();
  await single.focus();
  await keys.press("Space");
  await expect(single).toBeChecked();
  await keys.press("Escape");
  await expect(sheet).toBeHidden();
  await keys.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test.describe("a global reader", () => {
  test.use({ who: "global reader" });

  test("is told by the key why they can't assign", async ({ page, visit }) => {
    await visit("/licenses/SPE_E3");
    await page.keyboard.press("a");
    const assign = page.getByRole("link", { name: "Assign licenses", exact: true });
    await expect(assign).toBeFocused();
    await expect(assign).toHaveAccessibleDescription(/You don't have permission to assign licenses/);
    await expect(page).toHaveURL("/licenses/SPE_E3");
  });
});
