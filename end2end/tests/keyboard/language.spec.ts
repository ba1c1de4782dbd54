import { expect, test } from "../../support/test.ts";

test("the language is changed by keyboard alone", async ({ page, visit }) => {
  await visit("/licenses");
  const account = page.getByRole("button", { name: "Account of Ida Marsh" });
  const focused = page.locator(":focus");
  for (let steps = 0; steps < 20 && !(await account.and(focused).count()); steps++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const german = page.getByRole("button", { name: "Deutsch" });
  await expect(german).toBeVisible();
  for (let steps = 0; steps < 10 && !(await german.and(focused).count()); steps++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lizenzen");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});
