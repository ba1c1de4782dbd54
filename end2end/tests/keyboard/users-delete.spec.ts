import { openPane, tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("a user is deleted and restored by keyboard alone", async ({ page, visit, press, server }) => {
  const keys = page.keyboard;
  await server.usher("assign", "--product", "VISIOCLIENT", "--user", "elif@northlight.example");
  await visit("/users?search=elif");
  await tabTo(page, "checkbox", "Select Elif Demir");
  await keys.press("Space");
  await expect(page.getByText("1 user selected")).toBeVisible();
  const gone = await openPane(page, press, "Delete users");
  await expect(gone.outcome).toHaveText("1 user deleted; 1 user loses Visio Plan 2; 5 of 10 seats left.");
  await tabTo(page, "button", "Delete users");
  await keys.press("Enter");
  await expect(gone.done).toBeFocused();
  await keys.press("Escape");
  await expect(gone.dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "No user matches" })).toBeVisible();

  await tabTo(page, "link", "Deleted users");
  await keys.press("Enter");
  await expect(page.getByRole("link", { name: "Elif Demir" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  const back = await openPane(page, press, "Elif Demir", "Restore user");
  await expect(back.outcome).toHaveText("1 user restored; 1 user gets Visio Plan 2; 4 of 10 seats left.");
  await tabTo(page, "button", "Restore user");
  await keys.press("Enter");
  await expect(back.done).toBeFocused();
  await keys.press("Escape");
  await expect(back.dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "Nobody is deleted" })).toBeVisible();
});
