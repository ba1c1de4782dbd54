import { Pane } from "../support/pane.ts";
import { expect, test } from "../support/test.ts";

const title = "Unassign licenses";

test("the seats of selected users are freed", async ({ page, visit, press }) => {
  await visit("/licenses/VISIOCLIENT");
  const open = page.getByRole("link", { name: title });
  await expect(open).toHaveAccessibleDescription("Select at least one user in the list first.");
  const rows = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row");
  const names = await rows.locator("strong").allInnerTexts();
  await press(rows.nth(0).getByRole("checkbox"));
  await press(rows.nth(1).getByRole("checkbox"));
  await expect(page.getByText("2 users selected")).toBeVisible();
  await press(open);
  await expect(page).toHaveURL(/\/licenses\/VISIOCLIENT\/unassign\?users=/);

  const pane = new Pane(page, press, title);
  for (const name of names.slice(0, 2)) {
    await expect(pane.dialog.getByRole("listitem").filter({ hasText: name })).toContainText("Loses it");
  }
  await expect(pane.outcome).toHaveText("2 users lose Visio Plan 2; 7 of 10 seats left.");
  await pane.carryOut("Unassign");
  await pane.close();
  await expect(rows).toHaveCount(3);
  await expect(page.getByText("users selected")).toBeHidden();
  await expect(page.locator("dl.figures")).toHaveText(/owned\s*10\s*assigned\s*3\s*available\s*7/);
});

test("who has it by a group too keeps it, and the group is named", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3?search=chiyo");
  await press(page.getByRole("checkbox", { name: "Select Chiyo Tanaka" }));
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await expect(pane.dialog.getByRole("listitem").filter({ hasText: "Chiyo Tanaka" })).toContainText(
    "Keeps it by Sales",
  );
  await pane.carryOut("Unassign");
  await pane.close();
  await expect(page.getByRole("row").filter({ hasText: "Chiyo Tanaka" })).toContainText("Group: Sales");
});

test("an inherited license can't be taken here: the reason and the group are named", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/SPE_E3?search=lindqvist");
  await press(page.getByRole("checkbox", { name: "Select Ben Lindqvist" }));
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await expect(pane.dialog).toContainText(
    "Microsoft 365 E3 is inherited from Sales and can't be changed on the user. " +
      "Remove the user from the group, or change the group's licenses.",
  );
  await expect(pane.button("Unassign")).toHaveAttribute("aria-disabled", "true");
});

test("what happens to everybody is said, also while one is in the way", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3");
  const rows = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row");
  const direct = rows.filter({ has: page.locator("td.wide", { hasText: /^Direct$/ }) }).nth(1);
  const name = await direct.locator("strong").innerText();
  await press(direct.getByRole("checkbox"));
  await press(page.getByRole("checkbox", { name: "Select Ben Lindqvist" }));
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  const fate = (user: string) => pane.dialog.getByRole("listitem").filter({ hasText: user }).last();
  await expect(fate(name)).toContainText("Would lose it");
  await expect(fate("Ben Lindqvist")).toContainText("Stays as it is");
});

test("who lost it meanwhile can't lose it again, and nothing is left to do", async ({
  page,
  visit,
  press,
  server,
}) => {
  await visit("/licenses/VISIOCLIENT");
  const row = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row").first();
  const name = await row.locator("strong").innerText();
  const username = await row.locator(".person .quiet").innerText();
  await press(row.getByRole("checkbox"));
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await expect(pane.outcome).toHaveText("1 user loses Visio Plan 2; 6 of 10 seats left.");
  await server.usher("unassign", "--product", "VISIOCLIENT", "--user", username);
  await expect(pane.problem(`${name} doesn't have Visio Plan 2`)).toBeVisible();
  await press(pane.fix("Then nothing is left to do here.").getByRole("link", { name: /^Close/ }));
  await expect(pane.dialog).toBeHidden();
});

test("all users of a page are selected by the circle above, and cleared", async ({ page, visit, press }) => {
  await visit("/licenses/VISIOCLIENT");
  const all = page.getByRole("checkbox", { name: "Select all users on this page" });
  await press(all);
  await expect(page.getByText("5 users selected")).toBeVisible();
  await press(page.getByRole("row").nth(1).getByRole("checkbox"));
  await expect(page.getByText("4 users selected")).toBeVisible();
  await expect(all).toBeChecked({ indeterminate: true });
  await press(page.getByRole("button", { name: "Clear selection" }));
  await expect(page.getByText("users selected")).toBeHidden();
});
