import { AssignPane } from "../support/pane.ts";
import { hide } from "../support/seen.ts";
import { expect, test } from "../support/test.ts";

test("users who are chosen by typing get the product, with the services that are on", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/VISIOCLIENT");
  await press(page.getByRole("link", { name: "Assign licenses", exact: true }));
  await expect(page).toHaveURL("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await expect(pane.box).toBeFocused();
  await expect(pane.button("Assign")).toHaveAccessibleDescription("Choose at least one user.");

  await pane.choose("Elif Demir", "Femi Adeyemi");
  await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
  await press(pane.dialog.getByText("Turn apps and services on or off"));
  await press(pane.dialog.getByRole("checkbox", { name: "Visio Web App" }));
  await expect(pane.dialog.getByText(/1 of \d+ off/)).toBeVisible();

  await pane.carryOut("Assign");
  await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
  await pane.close();
  await expect(page).toHaveURL("/licenses/VISIOCLIENT");
  const row = page.getByRole("row").filter({ hasText: "Elif Demir" });
  await expect(row).toContainText("Direct");
  await expect(row).toContainText("Visio Web App off");
  await expect(page.locator("dl.figures")).toHaveText(/owned\s*10\s*assigned\s*7\s*available\s*3/);
});

test("the pane says who has it already and takes no second seat", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  await pane.box.pressSequentially("mark");
  await pane.answered();
  await expect(pane.option("Mark Lindgren")).toContainText("already has it");
  await press(pane.option("Mark Lindgren"));
  await expect(pane.button("Assign")).toHaveAccessibleDescription(/Nothing changes/);
  await pane.choose("Elif Demir");
  await expect(pane.outcome).toHaveText(
    "1 user gets Microsoft 365 E3; 1 user already has it; 18 of 84 seats left.",
  );
  await pane.carryOut("Assign");
});

test("type-ahead finds every word of a name, without accents, and marks what matched", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  await pane.box.pressSequentially("ortega");
  await expect(pane.option("Martín Ortega")).toContainText("no location");
  await pane.box.fill("martin");
  await expect(pane.option("Martín Ortega").locator("mark")).toHaveText("Martín");
  await pane.box.fill("nobody at all");
  await expect(pane.dialog.getByText("No user matches “nobody at all”.")).toBeVisible();
});

test("a chosen user is taken back by the cross on the chip", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi");
  await press(pane.button("Remove Elif Demir"));
  await expect(pane.chips).toHaveCount(1);
  await expect(pane.box).toBeFocused();
  await expect(pane.outcome).toHaveText("1 user gets Microsoft 365 E3; 18 of 84 seats left.");
});

test("after one order the next can follow in the same pane", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir");
  await pane.carryOut("Assign");
  await press(pane.button("Assign more"));
  await expect(pane.chips).toHaveCount(0);
  await pane.choose("Femi Adeyemi");
  await expect(pane.outcome).toHaveText("1 user gets Microsoft 365 E3; 17 of 84 seats left.");
  await pane.carryOut("Assign");
});

test("a double click assigns once", async ({ page, visit, press, server }) => {
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir");
  await pane.button("Assign").dblclick();
  await expect(pane.dialog.getByText("Entry 1 in the ledger.")).toBeVisible();
  const products = await server.usher<{ part_number: string; assigned: number }[]>("products");
  expect(products.find((product) => product.part_number === "VISIOCLIENT")?.assigned).toBe(6);
});

test("what changed meanwhile is shown as a difference before anything is done", async ({
  page,
  visit,
  press,
  server,
  trouble,
}) => {
  trouble.expect(/status of 409/);
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi");
  await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
  await hide(page); // or it would show by itself that something changed
  await server.usher("assign", "--product", "VISIOCLIENT", "--user", "elif@northlight.example");
  await press(pane.button("Assign"));
  const changed = pane.problem("Something changed while you were looking");
  await expect(changed).toContainText("2 users get Visio Plan 2; 3 of 10 seats left.");
  await expect(changed).toContainText("1 user gets Visio Plan 2; 1 user already has it; 3 of 10 seats left.");
  await pane.carryOut("Assign");
});

test("seats that were taken meanwhile are told, and not given twice", async ({
  page,
  visit,
  press,
  server,
  trouble,
}) => {
  trouble.expect(/status of 409/);
  await visit("/licenses/ENTERPRISEPREMIUM/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir");
  await expect(pane.outcome).toHaveText("1 user gets Office 365 E5; 0 of 6 seats left.");
  await hide(page);
  await server.usher("assign", "--product", "ENTERPRISEPREMIUM", "--user", "femi@northlight.example");
  await press(pane.button("Assign"));
  await expect(pane.problem("There aren't enough licenses")).toBeVisible();
  await expect(pane.problem("Something changed while you were looking")).toContainText(
    "Nothing was changed.",
  );
  await expect(pane.button("Assign")).toHaveAttribute("aria-disabled", "true");
});

test("when the last seats are gone, more are bought in the same order", async ({ page, visit, press }) => {
  await visit("/licenses/SPB/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi");
  const problem = pane.problem("There aren't enough licenses");
  await expect(problem).toContainText(
    "There aren't enough licenses: Microsoft 365 Business Premium has no seats left, 2 are needed. " +
      "Buy 2 more, free some, or leave 2 users out.",
  );
  await expect(pane.button("Assign")).toHaveAttribute("aria-disabled", "true");
  await press(pane.fix("Buy 2 more seats of Microsoft 365 Business Premium").getByRole("button"));
  await expect(pane.outcome).toHaveText(
    "2 users get Microsoft 365 Business Premium; 2 seats bought; 0 of 27 seats left.",
  );
  await pane.carryOut("Assign");
  await pane.close();
  await expect(page.locator("dl.figures")).toHaveText(/owned\s*27\s*assigned\s*27\s*available\s*0/);
});

test("seats of a disabled subscription are named, and brought back in the same order", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/EXCHANGEENTERPRISE/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir");
  const problem = pane.problem("There aren't enough licenses");
  await expect(problem).toContainText(
    "5 more seats can't be assigned, because their subscription is disabled. " +
      "Reactivate the subscription in Your products, buy 1 more, free some, or leave 1 user out.",
  );
  const see = pane.fix("See the disabled subscription").getByRole("link", { name: /^Open/ });
  await expect(see).toHaveAttribute("href", /^\/products\/[0-9a-f-]{36}$/);
  await press(pane.fix("Reactivate Exchange Online (Plan 2)").getByRole("button", { name: /^Apply/ }));
  await expect(pane.outcome).toHaveText(
    "1 user gets Exchange Online (Plan 2); a subscription of Exchange Online (Plan 2) is active again; " +
      "4 of 5 seats left.",
  );
  await pane.carryOut("Assign");
});

test("a pane is closed by its cross, by Escape and by going back", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3?source=direct");
  const pane = new AssignPane(page, press);
  const open = page.getByRole("link", { name: "Assign licenses", exact: true });
  for (const close of [
    () => press(pane.dialog.getByRole("link", { name: "Close" })),
    () => page.keyboard.press("Escape"),
    () => page.goBack(),
  ]) {
    await press(open);
    await expect(page).toHaveURL("/licenses/SPE_E3/assign?source=direct");
    await pane.opened();
    await expect(pane.box).toBeFocused();
    await close();
    await expect(pane.dialog).toBeHidden();
    await expect(page).toHaveURL("/licenses/SPE_E3?source=direct");
    await expect(open).toBeFocused();
  }
});
