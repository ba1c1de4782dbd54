import type { Page } from "@playwright/test";

/** The page is out of sight, as behind another tab: it hears nothing until it is seen again. */
export async function hide(page: Page): Promise<void> {
  await seen(page, false);
}

/** The page is looked at again. */
export async function show(page: Page): Promise<void> {
  await seen(page, true);
}

function seen(page: Page, seen: boolean): Promise<void> {
  return page.evaluate((seen) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !seen });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, seen);
}
