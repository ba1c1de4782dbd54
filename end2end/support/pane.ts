import { expect, type Locator, type Page } from "@playwright/test";

/** Presses something the way the device does: with a finger on a phone, else with the mouse. */
export type Press = (target: Locator) => Promise<void>;

/** A pane over a product's page. */
export class Pane {
  readonly dialog: Locator;
  /** The line that says what will happen. */
  readonly outcome: Locator;
  /** The heading once it is done. */
  readonly done: Locator;

  constructor(
    readonly page: Page,
    readonly press: Press,
    title: string,
  ) {
    this.dialog = page.getByRole("dialog", { name: title });
    this.outcome = this.dialog.getByRole("status").last();
    this.done = this.dialog.getByRole("heading", { name: "Done" });
  }

  /** It is there and modal: from now on the focus and the keyboard are its own. */
  async opened(): Promise<void> {
    await expect(this.dialog.and(this.page.locator("dialog:modal"))).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole("button", { name, exact: typeof name === "string" });
  }

  /** The part that says why not, by its heading. */
  problem(heading: string | RegExp): Locator {
    return this.dialog
      .getByRole("alert")
      .filter({ has: this.dialog.page().getByRole("heading", { name: heading }) });
  }

  /** A fix of a problem: a row with a button. */
  fix(title: string | RegExp): Locator {
    return this.dialog.getByRole("listitem").filter({ hasText: title });
  }

  /** Presses the pane's button and sees that it was done. */
  async carryOut(name: string | RegExp): Promise<void> {
    await this.press(this.button(name));
    await expect(this.done).toBeFocused();
    await expect(this.dialog.getByText(/^Entry [\d,]+ in the ledger\.$/)).toBeVisible();
  }

  /** Closes it after it was done. */
  async close(): Promise<void> {
    await this.press(this.dialog.locator(".foot").getByRole("link", { name: "Close" }));
    await expect(this.dialog).toBeHidden();
  }
}

/** The pane that assigns. */
export class AssignPane extends Pane {
  /** The box in which users are chosen. */
  readonly box: Locator;
  readonly chips: Locator;

  constructor(page: Page, press: Press) {
    super(page, press, "Assign licenses to users");
    this.box = this.dialog.getByRole("combobox", { name: "Users" });
    this.chips = this.dialog.getByRole("list", { name: "Chosen" }).getByRole("listitem");
  }

  option(name: string): Locator {
    return this.dialog.getByRole("option").filter({ hasText: name });
  }

  /** The list answers what stands in the box, and no longer an earlier letter. */
  async answered(): Promise<void> {
    await expect(this.dialog.getByRole("listbox").getByRole("option", { selected: true })).toBeVisible();
  }

  /** Types the beginning of each name and picks the user. */
  async choose(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.box.pressSequentially(name.slice(0, 4));
      await this.answered();
      await this.press(this.option(name));
      await expect(this.chips.filter({ hasText: name })).toBeVisible();
    }
  }

  /** Pastes text into the box, as from a mail or a sheet. */
  async paste(text: string): Promise<void> {
    await this.box.evaluate((box, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }
}
