import { expect, type Locator, type Page } from "@playwright/test";

/** What a page can put the focus on. */
type Role = "button" | "checkbox" | "combobox" | "link" | "radio" | "searchbox" | "spinbutton" | "textbox";

/** Goes on by Tab until this (by role and name, or itself) has the focus, and waits until it is on. */
export async function tabTo(page: Page, what: Role | Locator, name?: string | RegExp): Promise<void> {
  const exact = typeof name === "string";
  const wanted = typeof what === "string" ? page.getByRole(what, { name, exact }) : what;
  const focused = wanted.and(page.locator(":focus"));
  // A list of 50 users has more than a hundred stops.
  for (let steps = 0; steps < 200 && !(await focused.count()); steps++) await page.keyboard.press("Tab");
  await expect(focused).toBeEnabled();
}
