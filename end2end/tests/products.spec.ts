import type { Page } from "@playwright/test";
import { Pane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

const list = (page: Page) => page.getByRole("table", { name: "Your products" });

/** The row of a product; of the first subscription, if it has several. */
const row = (page: Page, product: string) =>
  list(page).locator("tbody").getByRole("row").filter({ hasText: product }).first();

/** Opens the pane of a product's subscription, and answers it. */
async function open(page: Page, press: Pane["press"], product: string): Promise<Pane> {
  await press(row(page, product).getByRole("link"));
  const pane = new Pane(page, press, product);
  await expect(pane.dialog).toBeVisible();
  return pane;
}

/** Goes on to a pane that does something with it. */
async function go(page: Page, press: Pane["press"], from: Pane, title: string): Promise<Pane> {
  await press(from.dialog.getByRole("link", { name: title, exact: true }));
  const pane = new Pane(page, press, title);
  await expect(pane.dialog).toBeVisible();
  return pane;
}

test("each subscription is a row, and Licenses shows their sum", async ({ page, visit }) => {
  await visit("/products?search=office+365+e1");
  const rows = list(page).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(2);
  for (const seats of [/Direct\s*5\D/, /Direct\s*8\D/]) {
    await expect(rows.filter({ hasText: seats })).toHaveCount(1);
  }
  await axeClean(page);
  await visit("/licenses?q=office+365+e1");
  await expect(page.getByRole("meter", { name: "9 of 13 seats assigned" })).toBeAttached();
});

test("the list is narrowed by state and channel, and the address keeps it", async ({
  page,
  visit,
  press,
}) => {
  await visit("/products");
  const rows = list(page).locator("tbody").getByRole("row");
  await page.getByRole("combobox", { name: "Which subscriptions" }).selectOption("Trial");
  await expect(page).toHaveURL("/products?show=trial");
  await expect(rows).toHaveText([/Microsoft Entra ID P1/]);
  await page.getByRole("combobox", { name: "Which subscriptions" }).selectOption("Self-service");
  await expect(rows).toHaveText([/Visio Plan 1.*Self-service, by Dario Conti/]);
  await page.getByRole("searchbox", { name: "Search products" }).pressSequentially("excel");
  await expect(page.getByRole("heading", { name: "No subscription matches" })).toBeVisible();
  await axeClean(page);
  await press(page.getByRole("link", { name: "Show all subscriptions" }));
  await expect(page).toHaveURL("/products");
  await expect(row(page, "Exchange Online (Plan 2)")).toContainText("Disabled");
  await expect(row(page, "Microsoft 365 Business Standard")).toContainText("Expired");
});

test("licenses are bought on a subscription", async ({ page, visit, press }) => {
  await visit("/products?search=visio+plan+2");
  const one = await open(page, press, "Visio Plan 2");
  await expect(one.dialog).toContainText("Can be canceled until");
  await axeClean(page);
  const pane = await go(page, press, one, "Buy licenses");
  await expect(pane.dialog).toContainText("Total licenses now");
  const quantity = pane.dialog.getByRole("spinbutton", { name: "New quantity" });
  await quantity.fill("10");
  await expect(pane.outcome).toHaveText("Enter a new quantity that is higher than now.");
  await expect(pane.button("Buy licenses")).toHaveAttribute("aria-disabled", "true");
  await quantity.fill("12");
  await expect(pane.outcome).toHaveText("2 seats of Visio Plan 2 bought; 7 of 12 seats left.");
  await axeClean(page);
  await pane.carryOut("Buy licenses");
  await pane.close();
  await expect(one.dialog).toContainText(/Total licenses\s*12/);
  await press(one.dialog.getByRole("link", { name: "Close" }).first());
  await expect(row(page, "Visio Plan 2")).toContainText(/Direct\s*12/);
});

test("a new quantity is meant as it is read, whatever others buy meanwhile", async ({
  page,
  visit,
  press,
  server,
}) => {
  await visit("/products?search=visio+plan+2");
  const one = await open(page, press, "Visio Plan 2");
  const pane = await go(page, press, one, "Buy licenses");
  const quantity = pane.dialog.getByRole("spinbutton", { name: "New quantity" });
  await quantity.fill("12");
  await expect(pane.outcome).toHaveText("2 seats of Visio Plan 2 bought; 7 of 12 seats left.");
  await server.usher("buy", "--product", "VISIOCLIENT", "--seats", "5");
  await expect(pane.dialog).toContainText(/Total licenses now\s*15/);
  await expect(pane.outcome).toHaveText("Enter a new quantity that is higher than now.");
  await quantity.fill("17");
  await expect(pane.outcome).toHaveText("2 seats of Visio Plan 2 bought; 12 of 17 seats left.");
  await pane.carryOut("Buy licenses");
});

test("licenses are removed, but not those assigned", async ({ page, visit, press }) => {
  await visit("/products?search=visio+plan+2");
  const one = await open(page, press, "Visio Plan 2");
  const pane = await go(page, press, one, "Remove licenses");
  const quantity = pane.dialog.getByRole("spinbutton", { name: "New quantity" });
  await quantity.fill("3");
  await expect(pane.problem("This can't be done")).toContainText(
    "You can't reduce the number of licenses so far: 5 of Visio Plan 2 are assigned. " +
      "Unassign at least 2 licenses, and try again.",
  );
  await expect(pane.button("Remove licenses")).toHaveAttribute("aria-disabled", "true");
  await axeClean(page);
  await quantity.fill("6");
  await expect(pane.outcome).toHaveText("4 seats of Visio Plan 2 removed; 1 of 6 seats left.");
  await pane.carryOut("Remove licenses");
});

test("recurring billing is turned off", async ({ page, visit, press }) => {
  await visit("/products?search=intune");
  const one = await open(page, press, "Microsoft Intune Plan 1");
  await expect(one.dialog).toContainText("Renews on");
  const pane = await go(page, press, one, "Edit recurring billing");
  await expect(pane.dialog.getByRole("radio", { name: /^On/ })).toBeChecked();
  await expect(pane.button("Save")).toHaveAttribute("aria-disabled", "true");
  await press(pane.dialog.getByRole("radio", { name: /^Off/ }));
  await expect(pane.outcome).toHaveText("Recurring billing of Microsoft Intune Plan 1 is off.");
  await axeClean(page);
  await pane.carryOut("Save");
  await pane.close();
  await expect(one.dialog).toContainText("Expires on");
});

test("a subscription is canceled within seven days, and reactivated", async ({ page, visit, press }) => {
  await visit("/products?search=visio+plan+2");
  const one = await open(page, press, "Visio Plan 2");
  const cancel = await go(page, press, one, "Cancel subscription");
  await expect(cancel.outcome).toHaveText(
    "A subscription of Visio Plan 2 is disabled; 0 of 0 seats left; 5 assigned licenses without a seat.",
  );
  await axeClean(page);
  await cancel.carryOut("Cancel subscription");
  await cancel.close();
  await expect(one.dialog).toContainText("Disabled");
  const back = await go(page, press, one, "Reactivate");
  await expect(back.outcome).toHaveText(
    "A subscription of Visio Plan 2 is active again; 5 of 10 seats left.",
  );
  await expect(back.dialog).toContainText("Its term goes on, with recurring billing on.");
  await back.carryOut("Reactivate");
});

test("later, turning off recurring billing is the way offered", async ({ page, visit, press }) => {
  await visit("/products?search=security+e3");
  const one = await open(page, press, "Enterprise Mobility + Security E3");
  const pane = await go(page, press, one, "Cancel subscription");
  await expect(pane.problem("This can't be done")).toContainText(
    "Turn off recurring billing to cancel at the end of the term.",
  );
  await axeClean(page);
  await press(pane.fix(/^Turn off recurring billing/).getByRole("button", { name: "Apply" }));
  await expect(pane.outcome).toHaveText("Recurring billing of Enterprise Mobility + Security E3 is off.");
  await pane.carryOut("Save");
  await pane.close();
  await expect(one.dialog).toContainText("Expires on");
});

test("control is taken: users are moved to licenses that are bought for them", async ({
  page,
  visit,
  press,
}) => {
  await visit("/products?show=self-service");
  const one = await open(page, press, "Visio Plan 1");
  await expect(one.dialog).toContainText("You can't assign or unassign it until you take control of it.");
  const pane = await go(page, press, one, "Take control of this subscription");
  await expect(pane.dialog).toContainText("Dario Conti bought this in a self-service purchase.");
  await expect(pane.outcome).toHaveText("Choose what becomes of its users.");
  await press(pane.dialog.getByRole("radio", { name: /^Move users/ }));
  await expect(pane.dialog).toContainText("3 users are to be moved, and no license is free");
  await axeClean(page);
  await expect(pane.outcome).toHaveText(
    "3 of 3 users have a problem; nothing will be changed until it is fixed.",
  );
  const buy = pane.fix(/^Buy 3 more seats/);
  await expect(buy).toContainText("3 users keep Visio Plan 1; 3 seats bought");
  await press(buy.getByRole("button", { name: "Apply" }));
  await expect(pane.outcome).toContainText("3 users keep Visio Plan 1; 3 seats bought");
  await pane.carryOut("Save");
  await pane.close();
  await expect(one.dialog).toContainText("Deleted");
  await visit("/licenses/VISIO_PLAN1_DEPT");
  await expect(page.locator("dl.figures")).toHaveText(/owned\s*3\s*assigned\s*3\s*available\s*0/);
});

test("control is taken: the purchase is canceled, and its users lose the product", async ({
  page,
  visit,
  press,
}) => {
  await visit("/products?show=self-service");
  const one = await open(page, press, "Visio Plan 1");
  const pane = await go(page, press, one, "Take control of this subscription");
  await press(pane.dialog.getByRole("radio", { name: /^Cancel subscription/ }));
  await expect(pane.outcome).toContainText("3 users lose Visio Plan 1");
  await pane.carryOut("Save");
  await visit("/products?show=deleted");
  await expect(row(page, "Visio Plan 1")).toContainText("Deleted");
});

test("perpetual software of a partner is assigned from Licenses only", async ({ page, visit, press }) => {
  await visit("/products?show=reseller");
  const one = await open(page, press, "Access LTSC 2024");
  await expect(one.dialog).toContainText("It can't be assigned from Your products. Assign it from Licenses.");
  await expect(one.dialog.getByRole("link", { name: "Buy licenses" })).toHaveAccessibleDescription(
    "This subscription of Access LTSC 2024 was bought from a reseller. Ask your partner to change it.",
  );
  await axeClean(page);
  await press(one.dialog.getByRole("link", { name: "Go to Licenses" }));
  await expect(page).toHaveURL("/licenses/ACCESS2024");
  await expect(page.getByRole("link", { name: "Assign licenses", exact: true })).toBeVisible();
});

test("what can't be done says why: prepaid, and a trial", async ({ page, visit, press }) => {
  await visit("/products?show=prepaid");
  const prepaid = await open(page, press, "Microsoft 365 Audio Conferencing");
  await expect(prepaid.dialog).toContainText("was bought with a product key (prepaid)");
  await expect(prepaid.dialog.getByRole("link", { name: "Remove licenses" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await visit("/products?show=trial");
  const trial = await open(page, press, "Microsoft Entra ID P1");
  await expect(trial.dialog).toContainText("is a trial. Buy it first, and try again.");
  const pane = await go(page, press, trial, "Buy this trial");
  await expect(pane.outcome).toContainText("becomes a subscription that is paid for");
  await pane.carryOut("Buy this trial");
});

test("a product of the catalog is bought", async ({ page, visit, press }) => {
  await visit("/products?search=planner");
  await press(page.getByRole("link", { name: "Buy a product" }));
  const pane = new Pane(page, press, "Buy a product");
  await expect(pane.outcome).toHaveText("Search for a product, and choose it.");
  await pane.dialog.getByRole("searchbox", { name: "Search the catalog" }).fill("planner");
  await press(pane.dialog.getByRole("radio", { name: /^Planner Plan 1/ }));
  const number = pane.dialog.getByRole("spinbutton", { name: "Number of licenses" });
  for (const wrong of ["1.5", "-3", "5000000000"]) {
    await number.fill(wrong);
    await expect(pane.outcome).toHaveText("Enter a whole number of licenses, from 1 to 1,000,000.");
    await expect(pane.button("Buy")).toHaveAttribute("aria-disabled", "true");
  }
  await number.fill("7");
  await expect(pane.outcome).toHaveText("7 seats of Planner Plan 1 bought; 9 of 12 seats left.");
  await axeClean(page);
  await pane.dialog.getByLabel("First term ends").fill("2020-01-01");
  await expect(pane.problem("This can't be done")).toContainText(
    "The term of Planner Plan 1 can't end on Jan 1, 2020. Choose a day to come, within 10 years.",
  );
  await pane.dialog.getByLabel("First term ends").fill("");
  await press(pane.dialog.getByRole("radio", { name: "1 month" }));
  await pane.carryOut("Buy");
  await pane.close();
  await expect(
    list(page).locator("tbody").getByRole("row").filter({ hasText: "Planner Plan 1", hasNotText: "Deleted" }),
  ).toHaveCount(2);
});

test.describe("a license admin", () => {
  test.use({ who: "license admin" });

  test("sees subscriptions, but not a partner's, and what is off says why", async ({
    page,
    visit,
    press,
  }) => {
    await visit("/products");
    await expect(page.getByRole("link", { name: "Buy a product" })).toHaveAccessibleDescription(
      "You don't have permission to buy licenses. Ask a Global or Billing admin.",
    );
    await expect(list(page)).not.toContainText("Access LTSC 2024");
    const one = await open(page, press, "Visio Plan 2");
    await expect(one.dialog.getByRole("link", { name: "Cancel subscription" })).toHaveAccessibleDescription(
      "You don't have permission to change subscriptions. Ask a Global or Billing admin.",
    );
  });
});

test.describe("a billing admin", () => {
  test.use({ who: "billing admin" });

  test("buys licenses", async ({ page, visit, press }) => {
    await visit("/products?search=visio+plan+2");
    const one = await open(page, press, "Visio Plan 2");
    const pane = await go(page, press, one, "Buy licenses");
    await pane.dialog.getByRole("spinbutton", { name: "New quantity" }).fill("11");
    await pane.carryOut("Buy licenses");
  });
});
