import { AssignPane, Pane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

const pages = {
  "the licenses list": "/licenses",
  "a list that is empty": "/licenses?q=nothing-like-this",
  "a product": "/licenses/SPE_E3",
  "a product's groups": "/licenses/SPE_E3?tab=groups",
  "a search without matches": "/licenses/SPE_E3?search=nobody-like-this",
  "a product nobody has": "/licenses/EXCHANGEENTERPRISE",
};

for (const [what, path] of Object.entries(pages)) {
  test(`${what} has no accessibility violation`, async ({ page, visit }) => {
    await visit(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await axeClean(page);
  });
}

for (const [what, path] of Object.entries({
  "a page that isn't there": "/nothing-like-this",
  "a product that isn't there": "/licenses/NOTHING_LIKE_THIS",
})) {
  test(`${what} has no accessibility violation`, async ({ page, visit, trouble }) => {
    trouble.expect(/status of 404/);
    await visit(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await axeClean(page);
  });
}

test("the account menu has no accessibility violation", async ({ page, visit, press }) => {
  await visit("/licenses");
  await press(page.getByRole("button", { name: "Account of Ida Marsh" }));
  await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
  await axeClean(page);
});

test("the assign pane, empty, with a conflict and when done has no accessibility violation", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/ENTERPRISEPACK/assign");
  const pane = new AssignPane(page, press);
  await expect(pane.box).toBeVisible();
  await axeClean(page);
  await pane.choose("Greta Holm");
  await expect(pane.problem("Greta Holm can't get this license yet")).toBeVisible();
  await press(pane.dialog.getByText("Turn apps and services on or off"));
  await axeClean(page);
  await press(pane.fix(/^Unassign Office 365 E1/).getByRole("button", { name: /^Apply/ }));
  await pane.carryOut("Assign");
  await axeClean(page);
});

test("the other panes have no accessibility violation", async ({ page, visit, press }) => {
  await visit("/licenses/VISIOCLIENT");
  await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
  for (const title of ["Unassign licenses", "Change apps and services"]) {
    await press(page.getByRole("link", { name: title, exact: true }));
    const pane = new Pane(page, press, title);
    await expect(pane.outcome).toBeVisible();
    await axeClean(page);
    await press(pane.dialog.getByRole("link", { name: "Close" }).first());
    await expect(pane.dialog).toBeHidden();
  }
  await visit("/licenses/STANDARDPACK?search=greta");
  await press(page.getByRole("link", { name: "Greta Holm" }));
  const pane = new Pane(page, press, "Change apps and services");
  await expect(pane.dialog.getByRole("checkbox").first()).toBeVisible();
  await axeClean(page);
});

test.describe("the ways in", () => {
  test.use({ who: "nobody" });

  test("signing in, also after a wrong try, has no accessibility violation", async ({ page, visit }) => {
    await visit("/sign-in");
    await axeClean(page);
    await visit("/sign-in?problem=credentials");
    await axeClean(page);
  });
});
