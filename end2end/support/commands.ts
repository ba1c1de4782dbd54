import type { Page } from "@playwright/test";
import type { Press } from "./pane.ts";

/** Presses a command above a list; one of the less common ones where it is, below "More". */
export async function command(page: Page, press: Press, name: string): Promise<void> {
  await more(page, press);
  await press(page.getByRole("link", { name, exact: true }));
}

/** Opens the less common commands. */
export async function more(page: Page, press: Press): Promise<void> {
  await press(page.getByRole("button", { name: "More", exact: true }));
}
