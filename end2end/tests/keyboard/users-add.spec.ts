import { openPane, tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("a user is added by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/users");
  const pane = await openPane(page, press, "Add a user");
  await tabTo(page, "textbox", "Display name");
  await keys.type("Nora Nyström");
  await tabTo(page, "textbox", "Username");
  await keys.type("nora");
  // Enter goes on to the next step, as Next does.
  await keys.press("Enter");
  await expect(pane.dialog.getByRole("heading", { name: "Assign product licenses" })).toBeFocused();
  await tabTo(page, "checkbox", /^Visio Plan 2/);
  await keys.press("Space");
  await tabTo(page, "button", "Next");
  await keys.press("Enter");
  await expect(pane.dialog.getByRole("heading", { name: "Optional settings" })).toBeFocused();
  await tabTo(page, "checkbox", /^Global reader/);
  await keys.press("Space");
  await tabTo(page, "button", "Next");
  await keys.press("Enter");
  await expect(pane.dialog.getByRole("heading", { name: "Review and finish" })).toBeFocused();
  await expect(pane.outcome).toContainText("1 user added; 1 user gets Visio Plan 2");
  await tabTo(page, "button", "Finish adding");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
});

test("many users are added by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/users");
  // Asked for early: the page learns of it by another way than keys come, and a key pressed at once may be there before.
  const asked = page.waitForEvent("filechooser");
  await tabTo(page, "button", "More");
  await keys.press("Enter");
  const pane = await openPane(page, press, "Add multiple users");
  const field = pane.dialog.getByLabel("Upload CSV file with your user information");
  await tabTo(page, "link", "Download a sample CSV file");
  await keys.press("Tab");
  await expect(field).toBeFocused();
  await keys.press("Space");
  const chooser = await asked;
  await chooser.setFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "Username,Display name\nnora@northlight.example,Nora\nnils@northlight.example,Nils\n",
    ),
  });
  await expect(pane.dialog.getByText("people.csv: 2 rows")).toBeVisible();
  await tabTo(page, "button", "Next");
  await keys.press("Enter");
  await expect(pane.dialog.getByRole("heading", { name: "Assign product licenses" })).toBeFocused();
  await tabTo(page, "checkbox", /^Visio Plan 2/);
  await keys.press("Space");
  await tabTo(page, "button", "Next");
  await keys.press("Enter");
  await expect(pane.dialog.getByRole("heading", { name: "Review and finish" })).toBeFocused();
  await expect(pane.outcome).toContainText("2 users added; 2 users get Visio Plan 2");
  await tabTo(page, "button", "Save changes");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(pane.dialog).toBeHidden();
});
