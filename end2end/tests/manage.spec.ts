import { Pane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

const title = "Manage product licenses";

test("more licenses are assigned to the users selected, and the others stay", async ({
  page,
  visit,
  press,
}) => {
  await visit("/users?search=elif");
  const open = page.getByRole("link", { name: title });
  await expect(open).toHaveAccessibleDescription("Select at least one user in the list first.");
  await press(page.getByRole("checkbox", { name: "Select Elif Demir" }));
  await press(open);
  const pane = new Pane(page, press, title);
  await expect(pane.dialog.getByRole("radio", { name: /^Assign more/ })).toBeChecked();
  await axeClean(page);
  await press(pane.button("Next"));
  await expect(pane.button("Save changes")).toHaveAccessibleDescription("Choose at least one license.");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await expect(pane.dialog.getByRole("listitem").filter({ hasText: "Elif Demir" })).toContainText(
    "Gets Visio Plan 2",
  );
  await axeClean(page);
  await pane.carryOut("Save changes");
  await pane.close();
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Visio Plan 2");
});

test("one product is replaced by another in one step", async ({ page, visit, press }) => {
  await visit("/users?search=elif");
  await press(page.getByRole("checkbox", { name: "Select Elif Demir" }));
  await press(page.getByRole("link", { name: title }));
  const first = new Pane(page, press, title);
  await press(first.button("Next"));
  await press(first.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await first.carryOut("Save changes");
  await first.close();

  await press(page.getByRole("checkbox", { name: "Select Elif Demir" }));
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await press(pane.dialog.getByRole("radio", { name: /^Replace/ }));
  await press(pane.button("Next"));
  await pane.dialog.getByRole("combobox", { name: "Replace" }).selectOption("Visio Plan 2");
  await press(pane.dialog.getByRole("checkbox", { name: /^Planner and Project Plan 3/ }));
  await expect(pane.dialog.getByRole("listitem").filter({ hasText: "Elif Demir" })).toContainText(
    "loses Visio Plan 2",
  );
  await pane.carryOut("Save changes");
  await pane.close();
  const row = page.getByRole("row").filter({ hasText: "Elif Demir" });
  await expect(row).toContainText("Planner and Project Plan 3");
  await expect(row).not.toContainText("Visio Plan 2");
});

test("all licenses that are direct are unassigned", async ({ page, visit, press }) => {
  await visit("/users?product=c5928f49-12ba-48f7-ada3-0d743a3601d5");
  await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
  await expect(page.getByText("5 users selected")).toBeVisible();
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await press(pane.dialog.getByRole("radio", { name: /^Unassign all/ }));
  await press(pane.button("Next"));
  await expect(pane.outcome).toContainText("5 users lose Visio Plan 2");
  await pane.carryOut("Save changes");
  await pane.close();
  await expect(page.getByRole("heading", { name: "No user matches" })).toBeVisible();
});

test("too few seats: who is left out is chosen, or seats are bought", async ({ page, visit, press }) => {
  await visit("/users?filter=unlicensed");
  await press(page.getByRole("row").nth(1).getByRole("checkbox"));
  await press(page.getByRole("row").nth(2).getByRole("checkbox"));
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await press(pane.button("Next"));
  await press(pane.dialog.getByRole("checkbox", { name: /^Microsoft 365 Business Premium/ }));
  await expect(pane.problem("There aren't enough licenses")).toBeVisible();
  await expect(pane.fix(/^Buy \d+ more seats?/)).toBeVisible();
  const leave = pane.dialog.getByRole("button", { name: /^Leave out / });
  await expect(leave).toHaveCount(2);
  await press(leave.first());
  await expect(leave).toHaveCount(0); // nobody is left to leave out beside the last
  await press(pane.button("Back"));
  await press(pane.button("Next"));
  await press(pane.dialog.getByRole("button", { name: /^Take back in / }));
  await expect(leave).toHaveCount(2);
});

test("all who match get a license, without their ids in the browser", async ({ page, visit, press }) => {
  await visit("/users?filter=licensed");
  await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
  const select = page.getByRole("button", { name: /^Select all \d+ users that match$/ });
  const number = (await select.innerText()).replace(/\D/g, "");
  expect(Number(number)).toBeGreaterThan(50);
  await press(select);
  await expect(page.getByText(`All ${number} users that match are selected`)).toBeVisible();
  await press(page.getByRole("link", { name: title }));
  await expect(page).toHaveURL(/\/users\/licenses\?filter=licensed&all=1/);
  const pane = new Pane(page, press, title);
  const about = `All ${number} users that match the list's search and filters`;
  await expect(pane.dialog.getByText(about)).toBeVisible();
  await press(pane.button("Next"));
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  const buy = pane.fix(/^Buy \d+ more seats of Visio Plan 2/);
  await expect(buy.getByRole("button", { name: /^Apply/ })).toBeVisible();
  await axeClean(page);
  await press(pane.dialog.getByRole("button", { name: /^Go on with the \d+ who can$/ }));
  await expect(pane.outcome).toContainText("users get Visio Plan 2");
  await expect(pane.outcome).toContainText("left out");
  await pane.carryOut("Save changes");
  await pane.close();
  await expect(page.getByText(/users that match are selected/)).toBeHidden();
});

test("of all who match, as many seats are bought as those need who get one", async ({
  page,
  visit,
  press,
  server,
}) => {
  const five = ["elif", "femi", "bao", "eitan", "huda"].map((user) => `${user}@northlight.example`);
  await server.usher("assign", "--product", "VISIOCLIENT", "--user", five.join(","));
  await visit("/users/licenses?filter=guests&all=1");
  const pane = new Pane(page, press, title);
  await press(pane.button("Next"));
  await expect(pane.button("Save changes")).toHaveAccessibleDescription("Choose at least one license.");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  const applied = pane.dialog
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: /^Undo/ }) });
  const seats = pane.problem("There aren't enough licenses");
  const places = pane.problem("The licenses of 5 users can't be changed like this yet");
  await expect(places).toContainText("Set the usage location, and try again.");
  await axeClean(page);

  await press(seats.getByRole("button", { name: /^Apply ?: Buy 7 more seats of Visio Plan 2/ }));
  await expect(pane.outcome).toBeFocused();
  await expect(applied).toHaveText([/^Buy 7 more seats of Visio Plan 2/]);
  await expect(seats).toBeHidden();
  await press(pane.button("Go on with the 3 who can"));
  await expect(applied).toHaveText([
    /^Buy 2 more seats of Visio Plan 2/,
    /^Go on with those who can, and leave the others out/,
  ]);
  await expect(pane.outcome).toHaveText(
    "2 users get Visio Plan 2; 1 user already has it; 5 users left out; 2 seats bought; 0 of 12 seats left.",
  );

  await press(applied.last().getByRole("button", { name: /^Undo/ }));
  await expect(applied).toHaveText([/^Buy 7 more seats of Visio Plan 2/]);
  const place = places.getByRole("combobox", { name: "Usage location" });
  await expect(place).toHaveValue("DE");
  await place.selectOption("Austria");
  await press(places.getByRole("button", { name: /^Apply ?: Set the usage location to Austria/ }));
  await expect(applied).toHaveText([
    /^Buy 7 more seats of Visio Plan 2/,
    /^Set the usage location to Austria, for those who have none/,
  ]);
  await expect(pane.outcome).toHaveText(
    "7 users get Visio Plan 2; 1 user already has it; 5 usage locations set; 7 seats bought; 0 of 17 seats left.",
  );
  await axeClean(page);
  await press(applied.first().getByRole("button", { name: /^Undo/ }));
  await expect(seats).toBeVisible();
  await press(seats.getByRole("button", { name: /^Apply ?: Buy 7 more seats/ }));
  await pane.carryOut("Save changes");
});

test("what happens to those who can is told though others have a problem", async ({ page, visit, press }) => {
  await visit("/users");
  const id = async (name: string): Promise<string> => {
    await page.getByRole("searchbox", { name: "Search users" }).fill(name);
    const href = await page.getByRole("link", { name }).getAttribute("href");
    return /[0-9a-f-]{36}/.exec(href ?? "")?.[0] ?? "";
  };
  const users = [await id("Elif Demir"), await id("Martín Ortega")];
  await visit(`/users/licenses?users=${users.join(",")}`);
  const pane = new Pane(page, press, title);
  await press(pane.button("Next"));
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  const fate = (name: string) =>
    pane.dialog
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name: `Leave out ${name}` }) });
  await expect(fate("Elif Demir")).toContainText("Gets Visio Plan 2");
  await expect(fate("Martín Ortega")).toContainText("Stays as it is");
  await expect(fate("Martín Ortega")).toContainText("Has a problem");
  await expect(pane.dialog.getByText("Left out", { exact: true })).toHaveCount(0);
  await expect(pane.dialog.getByRole("link", { name: "Cancel" })).toBeVisible();
  await press(pane.button("Leave out Martín Ortega"));
  await expect(pane.dialog.getByRole("heading", { name: "Left out" })).toBeVisible();
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
});

test.describe("a billing admin", () => {
  test.use({ who: "billing admin" });

  test("sees the command, off, with the reason", async ({ page, visit, press }) => {
    await visit("/users");
    await press(page.getByRole("checkbox", { name: "Select all users on this page" }));
    await expect(page.getByRole("link", { name: title })).toHaveAccessibleDescription(
      "You don't have permission to assign licenses. Ask a Global, License or User admin.",
    );
  });
});
