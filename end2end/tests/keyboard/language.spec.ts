import { tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("the language is changed by keyboard alone", async ({ page, visit }) => {
  await visit("/licenses");
  await tabTo(page, "button", "Account of Ida Marsh");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Deutsch" })).toBeVisible();
  await tabTo(page, "button", "Deutsch");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lizenzen");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});
