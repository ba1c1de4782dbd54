import { Pane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

const title = "Change apps and services";

test("one user's services are switched and saved", async ({ page, visit, press }) => {
  await visit("/licenses/VISIOCLIENT");
  const row = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row").first();
  const name = await row.locator("strong").innerText();
  await press(row.getByRole("link", { name }));
  await expect(page).toHaveURL(/\/licenses\/VISIOCLIENT\/services\?users=/);
  const pane = new Pane(page, press, title);
  await expect(pane.dialog).toContainText(`${name} · Visio Plan 2`);
  await expect(pane.button("Save")).toHaveAccessibleDescription("Nothing is changed yet.");
  await press(pane.dialog.getByRole("checkbox", { name: "Visio Web App" }));
  await expect(pane.outcome).toHaveText("Visio Web App is turned off for 1 user; 5 of 10 seats left.");
  await pane.carryOut("Save");
  await pane.close();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Visio Web App off");
});

test("a service without a switch says why", async ({ page, visit, press }) => {
  await visit("/licenses/STANDARDPACK?search=greta");
  await press(page.getByRole("link", { name: "Greta Holm" }));
  const pane = new Pane(page, press, title);
  const fixed = pane.dialog.getByRole("checkbox", { disabled: true });
  await expect(fixed.first()).toBeVisible();
  await expect(
    pane.dialog.getByText(/Assigned automatically|For the whole organization/).first(),
  ).toBeVisible();
});

test("a service that another needs is not turned off without a word", async ({ page, visit, press }) => {
  await visit("/licenses/STANDARDPACK?search=greta");
  await press(page.getByRole("link", { name: "Greta Holm" }));
  const pane = new Pane(page, press, title);
  await press(pane.dialog.getByRole("checkbox", { name: /^SharePoint \(Plan 1\)/ }));
  await expect(pane.dialog.getByText(/To assign a license that contains Office for the web/)).toBeVisible();
  await press(pane.fix(/^Turn off Office for the web/).getByRole("button", { name: /^Apply/ }));
  await expect(pane.outcome).toHaveText(/(is turned off|services change) for 1 user/);
  await pane.carryOut("Save");
});

test("of many users, only the services that are named change", async ({ page, visit, press }) => {
  await visit("/licenses/VISIOCLIENT");
  await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await expect(pane.dialog).toContainText("5 users · Visio Plan 2");
  await expect(pane.dialog.getByText("On for 5 of 5").first()).toBeVisible();
  await pane.dialog.getByLabel("Visio Web App").selectOption("Turn off");
  await expect(pane.outcome).toHaveText("Visio Web App is turned off for 5 users; 5 of 10 seats left.");
  await pane.carryOut("Save");
  await pane.close();
  await expect(page.getByText("Visio Web App off")).toHaveCount(5);
});

test("who lost the product meanwhile has no services to switch, and that is said", async ({
  page,
  visit,
  press,
  server,
}) => {
  await visit("/licenses/VISIOCLIENT");
  const row = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row").first();
  const name = await row.locator("strong").innerText();
  const username = await row.locator(".person .quiet").innerText();
  await press(row.getByRole("link", { name }));
  const pane = new Pane(page, press, title);
  await press(pane.dialog.getByRole("checkbox", { name: "Visio Web App" }));
  await server.usher("unassign", "--product", "VISIOCLIENT", "--user", username);
  const problem = pane.problem(`${name} doesn't have Visio Plan 2`);
  await expect(problem).toContainText("The user doesn't have Visio Plan 2. Leave them out.");
  await expect(
    pane.fix("Then nothing is left to do here.").getByRole("link", { name: /^Close/ }),
  ).toBeVisible();
});

test("what comes from a group is shown and not switched here", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3?search=lindqvist");
  await press(page.getByRole("link", { name: "Ben Lindqvist" }));
  const pane = new Pane(page, press, title);
  await expect(pane.problem("These services can't be changed here")).toContainText(
    "Ben Lindqvist has Microsoft 365 E3 from Sales, not directly.",
  );
  await expect(pane.dialog.getByRole("checkbox", { disabled: false })).toHaveCount(0);
  await axeClean(page);
  await expect(pane.button("Save")).toHaveCount(0);
});
