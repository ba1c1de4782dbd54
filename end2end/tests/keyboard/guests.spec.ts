import { openPane, tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("a guest is invited by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/guest-users");
  const invite = await openPane(page, press, "Invite a guest");
  await tabTo(page, "textbox", "Mail address");
  await keys.type("mei.tanaka@hoshi.example");
  await tabTo(page, "textbox", "Display name");
  await keys.type("Mei Tanaka");
  await expect(invite.outcome).toHaveText(
    "mei.tanaka@hoshi.example becomes a guest, and can accept by a link for 7 days. No seat is used.",
  );
  await tabTo(page, "button", "Invite");
  await keys.press("Enter");
  await expect(invite.done).toBeFocused();
  await keys.press("Escape");
  await expect(invite.dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: "Mei Tanaka" })).toContainText("Pending acceptance");
});

test("a guest's license assignments are updated by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  const rows = page.getByRole("table", { name: "Guest users" }).locator("tbody").getByRole("row");
  await visit("/guest-users");
  await tabTo(page, "searchbox", "Search guests");
  await keys.type("rita");
  await expect(rows).toHaveText([/Rita Bianchini/]);
  const update = await openPane(page, press, "Update license assignments");
  await tabTo(page, "combobox", /^Select location/);
  await keys.press("j");
  await keys.press("ArrowDown");
  await expect(update.dialog.getByRole("combobox", { name: "Select location" })).toHaveValue("JP");
  await tabTo(page, "checkbox", /^Visio Plan 2/);
  await keys.press("Space");
  await expect(update.outcome).toContainText("1 user gets Visio Plan 2");
  await tabTo(page, "button", "Save changes");
  await keys.press("Enter");
  await expect(update.done).toBeFocused();
  await keys.press("Escape");
  await expect(update.dialog).toBeHidden();
  await expect(rows).toHaveText([/Rita Bianchini.*Visio Plan 2/]);
});
