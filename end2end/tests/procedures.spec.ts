// The procedures of Microsoft's page "Assign licenses to users", step by step and in its words.
import type { Page } from "@playwright/test";
import { AssignPane, Pane, type Press } from "../support/pane.ts";
import { expect, test } from "../support/test.ts";

/** "In the admin center, go to the ... page": by the navigation, which a phone keeps behind a button. */
async function goTo(page: Page, press: Press, name: string): Promise<void> {
  const link = page.getByRole("navigation").getByRole("link", { name, exact: true });
  const button = page.getByRole("button", { name: "Navigation" });
  if (await button.isVisible()) await press(button);
  await press(link);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("use the Licenses page to assign licenses to users", async ({ page, visit, press }) => {
  const pane = new AssignPane(page, press);
  await visit("/users");
  await test.step("go to the Billing > Licenses page", () => goTo(page, press, "Licenses"));
  await test.step("select a product", async () => {
    await press(page.getByRole("link", { name: "Office 365 E3", exact: true }));
    await expect(page.getByRole("heading", { level: 1, name: "Office 365 E3" })).toBeVisible();
  });
  await test.step("select Assign licenses", () =>
    press(page.getByRole("link", { name: "Assign licenses", exact: true })));
  await test.step("begin typing a name, and then choose it from the results", () =>
    pane.choose("Greta Holm", "Elif Demir"));
  await test.step("if there's a conflict, a message says what the problem is and how to fix it", async () => {
    const problem = pane.problem("Greta Holm can't get this license yet");
    await expect(problem).toContainText(
      /You can't assign licenses that contain these conflicting services: .+/,
    );
    await expect(problem).toContainText("Review the services included with each license, and try again.");
    await press(
      pane
        .fix(/^Turn off /)
        .first()
        .getByRole("button", { name: /^Apply/ }),
    );
    await expect(problem).toBeHidden();
  });
  await test.step("select Turn apps and services on or off", async () => {
    await press(pane.dialog.getByText("Turn apps and services on or off"));
    await press(pane.dialog.getByRole("checkbox", { name: /^Microsoft Stream/ }).first());
    await expect(pane.outcome).toContainText("2 users get Office 365 E3");
  });
  await test.step("select Assign, then close the right pane", async () => {
    await pane.carryOut("Assign");
    await pane.close();
  });
  await visit("/licenses/ENTERPRISEPACK?search=elif");
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText(/off/);
});

test("change the apps and services a user has access to", async ({ page, visit, press }) => {
  const pane = new Pane(page, press, "Change apps and services");
  await visit("/users");
  await test.step("go to the Billing > Licenses page", () => goTo(page, press, "Licenses"));
  await press(page.getByRole("link", { name: "Visio Plan 2", exact: true }));
  const row = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row").first();
  const name = await row.locator("strong").innerText();
  await test.step("select the row for a specific user", () => press(row.getByRole("link", { name })));
  await test.step("in the right pane, select or deselect apps and services", () =>
    press(pane.dialog.getByRole("checkbox", { name: "Visio Web App" })));
  await test.step("select Save, then Close", async () => {
    await pane.carryOut("Save");
    await pane.close();
  });
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Visio Web App off");
});

test("assign licenses to multiple users", async ({ page, visit, press }) => {
  const title = "Manage product licenses";
  const pane = new Pane(page, press, title);
  await visit("/licenses");
  await test.step("go to the Users > Active users page", () => goTo(page, press, "Active users"));
  await page.getByRole("combobox", { name: "Filter" }).selectOption("Unlicensed users");
  await expect(page).toHaveURL(/filter=unlicensed/);
  await test.step("select the circles next to the names of the users", async () => {
    for (const name of ["Elif Demir", "Femi Adeyemi"]) {
      await press(page.getByRole("checkbox", { name: `Select ${name}` }));
    }
  });
  await test.step("select Manage product licenses", () => press(page.getByRole("link", { name: title })));
  await test.step("select Assign more: Keep the existing licenses and assign more > Next", async () => {
    const more = pane.dialog.getByRole("radio", {
      name: /^Assign more.*Keep the existing licenses and assign more/,
    });
    await more.check();
    await press(pane.button("Next"));
  });
  await test.step("under Licenses, select the box for the license", async () => {
    await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
    await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
  });
  await test.step("deselect the boxes for the services that the users shouldn't have", async () => {
    await press(pane.dialog.getByText("Apps and services", { exact: true }));
    await press(pane.dialog.getByRole("checkbox", { name: "Visio Web App" }));
  });
  await test.step("select Save changes", async () => {
    await pane.carryOut("Save changes");
    await pane.close();
  });
  await visit("/licenses/VISIOCLIENT?search=femi");
  await expect(page.getByRole("row").filter({ hasText: "Femi Adeyemi" })).toContainText("Visio Web App off");
});

test("assign licenses to one user", async ({ page, visit, press }) => {
  const pane = new Pane(page, press, "Elif Demir");
  await visit("/licenses");
  await test.step("go to the Users > Active users page", () => goTo(page, press, "Active users"));
  await page.getByRole("searchbox", { name: "Search users" }).fill("elif");
  await test.step("select the row of the user", () =>
    press(page.getByRole("link", { name: "Elif Demir", exact: true })));
  await test.step("in the right pane, select Licenses and apps", () =>
    press(pane.dialog.getByRole("link", { name: "Licenses and apps" })));
  await test.step("in the Licenses section, select the boxes for the licenses, then Save changes", async () => {
    await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
    await press(pane.dialog.getByRole("checkbox", { name: /^Power BI Pro/ }));
    await pane.carryOut("Save changes");
    await pane.close();
  });
  const row = page.getByRole("row").filter({ hasText: "Elif Demir" });
  await expect(row).toContainText("Visio Plan 2");
  await expect(row).toContainText("Power BI Pro");
});

test("assign licenses to a guest", async ({ page, visit, press }) => {
  const pane = new Pane(page, press, "Update license assignments");
  const row = page.getByRole("row").filter({ hasText: "Rita Bianchini" });
  await visit("/licenses");
  await test.step("go to the Users > Active users page, and filter by user type Guest", async () => {
    await goTo(page, press, "Active users");
    await page.getByRole("combobox", { name: "Filter" }).selectOption("Guest users");
    await expect(page).toHaveURL(/filter=guests/);
    await expect(row).toContainText("Unlicensed");
  });
  await test.step("on the Guest users page, select the guest", async () => {
    await goTo(page, press, "Guest users");
    await press(row.getByRole("link", { name: "Rita Bianchini" }));
  });
  await test.step("select Update license assignments", async () => {
    const guest = new Pane(page, press, "Rita Bianchini");
    await press(guest.dialog.getByRole("link", { name: "Update license assignments" }));
    await expect(pane.dialog).toBeVisible();
  });
  await test.step("select the product, and clear the services that the guest shouldn't have", async () => {
    await pane.dialog.getByLabel("Select location").selectOption("Italy");
    await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
    await press(pane.dialog.getByText("Apps and services", { exact: true }));
    await press(pane.dialog.getByRole("checkbox", { name: "Visio Web App" }));
  });
  await test.step("select Save changes, then Close", async () => {
    await pane.carryOut("Save changes");
    await pane.close();
  });
  await expect(row).toContainText("Visio Plan 2");
  await visit("/licenses/VISIOCLIENT?search=rita");
  await expect(page.getByRole("row").filter({ hasText: "Rita Bianchini" })).toContainText(
    "Visio Web App off",
  );
});
