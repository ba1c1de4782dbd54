import type { Locator, Page } from "@playwright/test";

/** The command palette. */
export class Palette {
  readonly dialog: Locator;
  readonly box: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Search or go to" });
    this.box = this.dialog.getByRole("combobox", { name: "Search or go to" });
    this.status = this.dialog.getByRole("status");
  }

  option(name: string | RegExp): Locator {
    return this.dialog.getByRole("option", { name });
  }

  /** What Enter picks. */
  get current(): Locator {
    return this.dialog.getByRole("option", { selected: true });
  }

  group(name: string): Locator {
    return this.dialog.getByRole("group", { name });
  }
}
