import { AssignPane, Pane } from "../support/pane.ts";
import { expect, test } from "../support/test.ts";

const denial = "You don't have permission to assign licenses. Ask a Global, License or User admin.";

for (const who of ["global reader", "billing admin"] as const) {
  test.describe(`a ${who}`, () => {
    test.use({ who });

    test(`sees what can be done, off, with the reason (${who})`, async ({ page, visit, press }) => {
      await visit("/licenses/VISIOCLIENT");
      const isOff = async (name: string): Promise<void> => {
        const command = page.getByRole("link", { name, exact: true });
        await expect(command).toHaveAttribute("aria-disabled", "true");
        await expect(command).toHaveAccessibleDescription(denial);
      };
      // While somebody is selected, a phone shows what can be done with them.
      await isOff("Assign licenses");
      await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
      await isOff("Unassign licenses");
      await isOff("Change apps and services");
    });

    test(`can't assign by the address of the pane either (${who})`, async ({ page, visit, press }) => {
      await visit("/licenses/VISIOCLIENT/assign");
      const pane = new AssignPane(page, press);
      await pane.choose("Elif Demir");
      await expect(pane.button("Assign")).toHaveAccessibleDescription(denial);
    });

    test(`is shown services without switches (${who})`, async ({ page, visit, press }) => {
      await visit("/licenses/VISIOCLIENT");
      const row = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row").first();
      await press(row.getByRole("link"));
      const pane = new Pane(page, press, "Change apps and services");
      await expect(pane.dialog.getByRole("checkbox").first()).toBeVisible();
      await expect(pane.dialog.getByRole("checkbox", { disabled: false })).toHaveCount(0);
      await expect(pane.outcome).toHaveText(denial);
    });
  });
}

test.describe("a license admin", () => {
  test.use({ who: "license admin" });

  test("assigns to members", async ({ page, visit, press }) => {
    await visit("/licenses/VISIOCLIENT/assign");
    const pane = new AssignPane(page, press);
    await pane.choose("Elif Demir");
    await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  });

  test("is told who can assign to a guest", async ({ page, visit, press }) => {
    await visit("/licenses/VISIOCLIENT/assign");
    const pane = new AssignPane(page, press);
    await pane.paste("kenji@hoshi-optics.example\n");
    await expect(pane.chips).toHaveText(["Kenji Watase"]);
    await expect(pane.problem("Kenji Watase can't get this license yet")).toContainText(
      "Only a Global admin can assign licenses to guests.",
    );
    await expect(pane.button("Assign")).toHaveAttribute("aria-disabled", "true");
  });

  test("leaves as many out as find no seat, and takes that back", async ({ page, visit, press }) => {
    await visit("/licenses/ENTERPRISEPREMIUM/assign");
    const pane = new AssignPane(page, press);
    await pane.choose("Femi Adeyemi", "Elif Demir");
    const fix = pane.fix(/^Leave out Femi Adeyemi/);
    const line = "1 user gets Office 365 E5; 0 of 6 seats left.";
    await expect(fix).toContainText(line);
    await press(fix.getByRole("button", { name: /^Apply/ }));
    await expect(pane.outcome).toHaveText(line);
    await press(fix.getByRole("button", { name: /^Undo/ }));
    await press(fix.getByRole("button", { name: /^Apply/ }));
    await pane.carryOut("Assign");
  });

  test("is told that a partner's subscriptions are behind the sum", async ({ page, visit, press }) => {
    await visit("/licenses/SPE_E3");
    await expect(page.locator("dl.figures")).toHaveText(/owned\s*84/);
    await press(page.getByText("2 subscriptions"));
    const behind = page.getByRole("table", { name: "Subscriptions behind it" });
    await expect(behind.getByRole("row")).toHaveCount(2);
    await expect(
      page.getByText("Subscriptions that a partner bought for you are shown to Global admins only."),
    ).toBeVisible();
  });

  test("is told who can buy when seats run out", async ({ page, visit, press }) => {
    await visit("/licenses/SPB/assign");
    const pane = new AssignPane(page, press);
    await pane.choose("Elif Demir");
    await expect(pane.fix("Buy 1 more seat").getByRole("button")).toHaveAccessibleDescription(
      "You don't have permission to buy licenses. Ask a Global or Billing admin.",
    );
  });
});
