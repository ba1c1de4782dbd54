import { AssignPane } from "../support/pane.ts";
import { expect, test } from "../support/test.ts";

const conflict =
  /^You can't assign licenses that contain these conflicting services: .*SharePoint \(Plan 2\).*SharePoint \(Plan 1\).* Review the services included with each license, and try again\.$/;

test("a conflict names the services, the licenses that bring them, and what nothing was done", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  const problem = pane.problem("Greta Holm can't get this license yet");
  await expect(problem.getByText(conflict)).toBeVisible();
  await expect(problem).toContainText(
    /SharePoint \(Plan 1\) comes with Office 365 E1, assigned directly on \w+ \d+, \d{4} by /,
  );
  await expect(problem).toContainText("SharePoint (Plan 2) comes with Office 365 E3.");
  await expect(pane.outcome).toHaveText("1 user has a problem; nothing will be changed until it is fixed.");
  await expect(pane.button("Assign")).toHaveAccessibleDescription("Solve the problem above first.");
  await expect(pane.chips.filter({ hasText: "Greta Holm" })).toHaveClass(/bad/);
});

test("each fix says what would come of it, is applied in one click and can be taken back", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  const problem = pane.problem("Greta Holm can't get this license yet");
  const fixes = problem.getByRole("listitem");
  await expect(fixes.first()).toBeVisible();
  const number = await fixes.count();
  expect(number).toBeGreaterThanOrEqual(3);
  for (let each = 0; each < number; each++) {
    const fix = fixes.nth(each);
    const title = await fix.locator("strong").innerText();
    const foretold = await fix.locator(".quiet").innerText();
    await press(fix.getByRole("button", { name: /^Apply/ }));
    await expect(problem).toBeHidden();
    await expect(pane.outcome).toHaveText(foretold);
    await press(pane.fix(title).getByRole("button", { name: /^Undo/ }));
    await expect(problem).toBeVisible();
    await expect(fixes).toHaveCount(number);
  }
});

test("turning the overlapping services off lets the license be assigned", async ({ page, visit, press }) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  await press(pane.fix(/^Turn off .* in Office 365 E1/).getByRole("button"));
  await expect(pane.outcome).toHaveText(
    /^1 user gets Office 365 E3; .*(is turned off|services change) for 1 user/,
  );
  await pane.carryOut("Assign");
  await pane.close();
  await expect(page.getByRole("row").filter({ hasText: "Greta Holm" })).toBeVisible();
  await visit("/licenses/STANDARDPACK");
  await expect(page.getByRole("row").filter({ hasText: "Greta Holm" })).toContainText(
    "SharePoint (Plan 1) off",
  );
});

test("dropping the overlapping product swaps it in one order", async ({ page, visit, press }) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  await press(pane.fix("Unassign Office 365 E1").getByRole("button"));
  await expect(pane.outcome).toHaveText(
    "1 user gets Office 365 E3; 1 user loses Office 365 E1; 5 of 13 seats of Office 365 E1 left; " +
      "7 of 20 seats of Office 365 E3 left.",
  );
  await pane.carryOut("Assign");
});

test("a fix is applied to all who have the same problem", async ({ page, visit, press }) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm", "Svenja", "Elif Demir");
  const problem = pane.problem(/Greta Holm and Svenja .* can't get this license yet/);
  await expect(pane.outcome).toHaveText(
    "2 of 3 users have a problem; nothing will be changed until it is fixed.",
  );
  await expect(problem.getByLabel("Fix it for")).toHaveText(/All 2 users like this/);
  await press(pane.fix("Unassign Office 365 E1").getByRole("button", { name: /^Apply to all 2/ }));
  await expect(problem).toBeHidden();
  await expect(pane.outcome).toHaveText(/^3 users get Office 365 E3; 2 users lose Office 365 E1/);
  await pane.carryOut("Assign");
});

test("a fix goes with the user for whom it was made", async ({ page, visit, press }) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm", "Elif Demir");
  await press(pane.fix("Unassign Office 365 E1").getByRole("button", { name: /^Apply/ }));
  await expect(pane.outcome).toHaveText(/^2 users get Office 365 E3; 1 user loses Office 365 E1/);
  await press(pane.button("Remove Greta Holm"));
  await expect(pane.outcome).toHaveText("1 user gets Office 365 E3; 7 of 20 seats left.");
  await expect(pane.fix("Unassign Office 365 E1")).toHaveCount(0);
  await press(pane.button("Remove Elif Demir"));
  await expect(pane.button("Assign")).toHaveAccessibleDescription("Choose at least one user.");
});

test("each of several users can have a fix of their own", async ({ page, visit, press }) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm", "Svenja");
  await pane
    .problem(/Greta Holm and Svenja/)
    .getByLabel("Fix it for")
    .selectOption("Greta Holm");
  await press(pane.fix("Unassign Office 365 E1").getByRole("button", { name: /^Apply/ }));
  await expect(pane.problem(/^Svenja .* can't get this license yet/)).toBeVisible();
  await press(pane.fix(/^Leave them out/).getByRole("button", { name: /^Apply/ }));
  await expect(pane.outcome).toHaveText(/^1 user gets Office 365 E3; 1 user loses Office 365 E1/);
  await pane.carryOut("Assign");
});

test("those who can get it don't wait for those who can't", async ({ page, visit, press }) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm", "Elif Demir");
  await expect(pane.button("Assign")).toHaveAccessibleDescription(
    "Solve the problem above first, or go on with those who can.",
  );
  await pane.carryOut("Assign to the 1 who can");
  await expect(pane.dialog.getByRole("heading", { name: "Left out" })).toBeVisible();
  await expect(pane.dialog.getByText("Greta Holm")).toBeVisible();
});

test("a missing usage location is chosen where it is missed", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Martín Ortega");
  const problem = pane.problem("Martín Ortega can't get this license yet");
  await expect(problem).toContainText(
    "License assignment cannot be done for user with invalid usage location. Set the usage location, and try again.",
  );
  await problem.getByLabel("Usage location").selectOption("Portugal");
  await press(problem.getByRole("button", { name: /^Apply ?: Set the usage location to Portugal/ }));
  await expect(pane.outcome).toHaveText(
    "1 user gets Microsoft 365 E3; 1 usage location set; 18 of 84 seats left.",
  );
  await pane.carryOut("Assign");
});

test("products that users bought for themselves can't be assigned", async ({ page, visit, press }) => {
  await visit("/licenses/VISIO_PLAN1_DEPT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir");
  await expect(
    pane.dialog.getByText(/Take control of the subscription before you assign or unassign it/),
  ).toBeVisible();
  await expect(pane.dialog.getByRole("alert")).toHaveCount(1);
  const control = pane.fix("Take control of this subscription").getByRole("link", { name: /^Open/ });
  await expect(control).toHaveAttribute("href", /^\/products\/[0-9a-f-]{36}\/take-control$/);
  await expect(pane.button("Assign")).toHaveAttribute("aria-disabled", "true");
});

test("a location in which nothing can be assigned is corrected where it is in the way", async ({
  page,
  visit,
  press,
  server,
}) => {
  const username = "kim@northlight.example";
  await server.usher("users", "add", "--username", username, "--name", "Kim Ro", "--location", "KP");
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  await pane.paste(`Ro, Kim <${username}>`);
  const problem = pane.problem("Kim Ro can't get this license yet");
  await expect(problem).toContainText(
    "Usage location isn't allowed: no product can be assigned in North Korea. Correct the location, and try again.",
  );
  const place = problem.getByLabel("Usage location");
  await expect(place).toHaveValue("DE");
  await expect(place.locator("option[value=KP]")).toHaveCount(0);
  await press(problem.getByRole("button", { name: /^Apply ?: Set the usage location to Germany/ }));
  await expect(pane.outcome).toHaveText(
    "1 user gets Microsoft 365 E3; 1 usage location set; 18 of 84 seats left.",
  );
  await pane.carryOut("Assign");
});
