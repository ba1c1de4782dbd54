import { expect, type Locator, type Page } from "@playwright/test";
import { Pane, type Press } from "./pane.ts";

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

/** Goes on by Tab to a link, follows it, and answers the pane that it opens, as soon as that has the keyboard. */
export async function openPane(page: Page, press: Press, link: string, title = link): Promise<Pane> {
  await tabTo(page, "link", link);
  await page.keyboard.press("Enter");
  const pane = new Pane(page, press, title);
  await pane.opened();
  return pane;
}
