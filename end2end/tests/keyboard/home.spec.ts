import { tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("the chart's range and product are chosen, and its table opened, by keyboard alone", async ({
  page,
  visit,
}) => {
  const keys = page.keyboard;
  const panel = page.getByRole("region", { name: "Seats over time" });
  const chart = panel.getByRole("img");
  await visit("/home");
  await tabTo(page, "link", "365 days");
  await keys.press("Enter");
  await expect(page).toHaveURL("/home?days=365");
  await expect(chart).toHaveAccessibleName(/^In 365 days, /);
  await tabTo(page, "combobox", "Product");
  await keys.press("End");
  await expect(page).toHaveURL("/home?product=VISIOCLIENT&days=365");
  await expect(chart).toHaveAccessibleName(/ to 5, and seats owned from \d+ to 10\.$/);
  await tabTo(page, panel.locator("summary"));
  await keys.press("Enter");
  const rows = panel.getByRole("table", { name: "Seats over time" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(53);
});

test("what needs attention leads to its product by keyboard alone", async ({ page, visit }) => {
  const first = page.getByRole("region", { name: "Needs attention" }).getByRole("listitem").first();
  await visit("/home");
  const name = await first.getByRole("link").innerText();
  await tabTo(page, first.getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
});
