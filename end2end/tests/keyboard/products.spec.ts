import type { Page } from "@playwright/test";
import { Pane } from "../../support/pane.ts";
import { expect, test } from "../../support/test.ts";

/** Goes on by Tab until this is focused. */
async function tabTo(page: Page, role: "link" | "button" | "radio" | "spinbutton", name: string | RegExp) {
  const target = page.getByRole(role, { name, exact: typeof name === "string" }).and(page.locator(":focus"));
  for (let steps = 0; steps < 80 && !(await target.count()); steps++) await page.keyboard.press("Tab");
  await expect(target).toBeVisible();
}

test("licenses are bought, and recurring billing turned off, by keyboard alone", async ({
  page,
  visit,
  press,
}) => {
  const keys = page.keyboard;
  await visit("/products?search=visio+plan+2");
  await tabTo(page, "link", "Visio Plan 2");
  await keys.press("Enter");
  const one = new Pane(page, press, "Visio Plan 2");
  await expect(one.dialog).toBeVisible();
  await tabTo(page, "link", "Buy licenses");
  await keys.press("Enter");
  const buy = new Pane(page, press, "Buy licenses");
  await tabTo(page, "spinbutton", "New quantity");
  await keys.type("12");
  await expect(buy.outcome).toHaveText("2 seats of Visio Plan 2 bought; 7 of 12 seats left.");
  await keys.press("Enter");
  await expect(buy.done).toBeFocused();
  await keys.press("Escape");
  await expect(one.dialog).toBeVisible();
  await tabTo(page, "link", "Edit recurring billing");
  await keys.press("Enter");
  const billing = new Pane(page, press, "Edit recurring billing");
  await tabTo(page, "radio", /^On/);
  await keys.press("ArrowDown");
  await tabTo(page, "button", "Save");
  await keys.press("Enter");
  await expect(billing.done).toBeFocused();
  await keys.press("Escape");
  await expect(one.dialog).toContainText("Expires on");
  await keys.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
