import { openPane, tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("licenses of a user are replaced by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/users");
  await tabTo(page, "searchbox", "Search users");
  await keys.type("chiyo");
  const rows = page.getByRole("table", { name: "Active users" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveText([/Chiyo Tanaka/]);
  await tabTo(page, "checkbox", "Select Chiyo Tanaka");
  await keys.press("Space");
  const pane = await openPane(page, press, "Manage product licenses");
  await tabTo(page, "radio", /^Assign more/);
  await keys.press("ArrowDown");
  await expect(pane.dialog.getByRole("radio", { name: /^Replace/ })).toBeChecked();
  await tabTo(page, "button", "Next");
  await keys.press("Enter");
  await expect(pane.dialog.getByRole("heading", { name: "Replace" })).toBeFocused();
  await tabTo(page, "checkbox", /^Office 365 E3/);
  await keys.press("Space");
  await expect(pane.dialog.getByRole("listitem").filter({ hasText: "Chiyo Tanaka" })).toContainText(
    "Gets Office 365 E3",
  );
  await tabTo(page, "button", "Save changes");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
});
