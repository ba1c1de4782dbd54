import type { Page } from "@playwright/test";
import { command, more } from "../support/commands.ts";
import { Pane, type Press } from "../support/pane.ts";
import { fillIn } from "../support/sign_in.ts";
import { awake, axeClean, expect, test } from "../support/test.ts";

const title = "Add a user";
const manage = "You don't have permission to add, change or delete users. Ask a Global or User admin.";
const assign = "You don't have permission to assign licenses. Ask a Global, License or User admin.";

/** Goes on to the step with this heading. */
async function next(pane: Pane, heading: string): Promise<void> {
  await pane.press(pane.button("Next"));
  await expect(pane.dialog.getByRole("heading", { name: heading })).toBeFocused();
  await axeClean(pane.page);
}

/** Opens the wizard from the list, and writes who it is. */
async function begin(page: Page, press: Press, username: string): Promise<Pane> {
  await press(page.getByRole("link", { name: title }));
  const pane = new Pane(page, press, title);
  await expect(pane.dialog.getByRole("heading", { name: "Set up the basics" })).toBeVisible();
  await pane.dialog.getByLabel("First name").fill("Nora");
  await pane.dialog.getByLabel("Last name").fill("Nyström");
  await pane.dialog.getByLabel("Username").fill(username);
  return pane;
}

test("a user is added with a license and a role, and signs in with the first password", async ({
  page,
  visit,
  press,
  browser,
  server,
}) => {
  await visit("/users");
  const pane = await begin(page, press, "nora.nystrom");
  await expect(pane.dialog.getByRole("radio", { name: "Automatically create a password" })).toBeChecked();
  await axeClean(page);

  await next(pane, "Assign product licenses");
  await pane.dialog.getByRole("combobox", { name: "Select location" }).selectOption("Iceland");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await press(pane.dialog.getByText("Apps and services", { exact: true }));
  await expect(pane.dialog.getByRole("checkbox", { name: "Visio Web App" })).toBeChecked();
  await axeClean(page);

  await next(pane, "Optional settings");
  await press(pane.dialog.getByRole("checkbox", { name: /^Global reader/ }));
  await pane.dialog.getByLabel("Job title").fill("Auditor");

  await next(pane, "Review and finish");
  await expect(pane.outcome).toHaveText(
    "1 user added; 1 user gets Visio Plan 2; 1 usage location set; roles change for 1 user; 4 of 10 seats left.",
  );
  const facts = pane.dialog.locator("dl.told");
  await expect(facts).toContainText("Nora Nyström");
  await expect(facts).toContainText("nora.nystrom@northlight.example");
  await expect(facts).toContainText("Global reader");
  await pane.carryOut("Finish adding");
  await expect(pane.button("Write a quick-start message")).toBeVisible();
  const password = await pane.dialog.getByRole("textbox", { name: "Password to hand over" }).inputValue();
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  await axeClean(page);
  await pane.close();

  await page.getByRole("searchbox", { name: "Search users" }).fill("nystrom");
  const row = page.getByRole("row").filter({ hasText: "Nora Nyström" });
  await expect(row).toContainText("Visio Plan 2");
  await press(page.getByRole("link", { name: "Nora Nyström" }));
  const one = new Pane(page, press, "Nora Nyström");
  await press(one.dialog.getByRole("link", { name: "Account" }));
  await expect(one.dialog).toContainText("Auditor");
  await expect(one.dialog).toContainText("Global reader");

  const context = await browser.newContext({ storageState: undefined });
  const theirs = await context.newPage();
  await theirs.goto(`${server.url}/sign-in`);
  await fillIn(theirs, "nora.nystrom@northlight.example", password);
  await expect(theirs.getByText("Choose one that only you know")).toBeVisible();
  await context.close();
});

test("a username that is taken is said before anything is saved, and nothing typed is lost", async ({
  page,
  visit,
  press,
}) => {
  await visit("/users");
  const pane = await begin(page, press, "elif");
  await press(pane.button("4. Review and finish"));
  await expect(pane.problem(/can't be added like this yet/)).toContainText(
    "The username elif@northlight.example is taken, by Elif Demir. Choose another username.",
  );
  await axeClean(page);
  await press(pane.button("1. Set up the basics"));
  await expect(pane.dialog.getByLabel("First name")).toHaveValue("Nora");
  await pane.dialog.getByLabel("Username").fill("nora");
  await press(pane.button("4. Review and finish"));
  await expect(pane.outcome).toHaveText("1 user added; 1 usage location set.");
});

test("a step says at its fields what is wrong, and Next leads there", async ({ page, visit, press }) => {
  await visit("/users/add");
  const pane = new Pane(page, press, title);
  const field = (name: string) => pane.dialog.getByLabel(name, { exact: true });
  await expect(pane.dialog.getByRole("heading", { name: "Set up the basics" })).toBeVisible();
  await expect(field("Display name")).not.toHaveAttribute("aria-invalid", "true");
  await press(pane.button("Next"));
  await expect(field("Display name")).toBeFocused();
  await expect(field("Display name")).toHaveAccessibleDescription("The display name is missing. Write one.");
  await expect(field("Username")).toHaveAttribute("aria-invalid", "true");
  await axeClean(page);
  await field("Display name").fill("Nora Nyström");
  await expect(field("Display name")).not.toHaveAttribute("aria-invalid", "true");
  await field("Username").fill("nora nystrom");
  await press(pane.button("Next"));
  await expect(field("Username")).toBeFocused();
  await field("Username").fill("nora.nystrom");
  await press(pane.dialog.getByRole("radio", { name: "Let me choose the password" }));
  await press(pane.button("Next"));
  await expect(field("Password")).toBeFocused();
  await field("Password").fill("a long enough password");
  await next(pane, "Assign product licenses");
  await next(pane, "Optional settings");
  await field("Mail address").fill("nora");
  await press(pane.button("Next"));
  await expect(field("Mail address")).toBeFocused();
  await expect(field("Mail address")).toHaveAccessibleDescription(/^"nora" is no mail address\./);
  await field("Mail address").fill("nora@northlight.example");
  await next(pane, "Review and finish");
  await pane.carryOut("Finish adding");
});

test("a password that can't be given is told before anybody is added", async ({ page, visit, press }) => {
  await visit("/users");
  const pane = await begin(page, press, "nora.nystrom");
  await press(pane.dialog.getByRole("radio", { name: "Let me choose the password" }));
  await pane.dialog.getByLabel("Password", { exact: true }).fill("a");
  await press(pane.button("4. Review and finish"));
  await expect(pane.outcome).toHaveText("Choose a password of at least 12 characters.");
  await expect(pane.button("Finish adding")).toHaveAttribute("aria-disabled", "true");
  await expect(pane.button("Finish adding")).toHaveAccessibleDescription(
    "Choose a password of at least 12 characters.",
  );
  await press(pane.button("1. Set up the basics"));
  await pane.dialog.getByLabel("Password", { exact: true }).fill("a long enough password");
  await press(pane.button("4. Review and finish"));
  await expect(pane.outcome).toHaveText("1 user added; 1 usage location set.");
});

test("what was entered isn't thrown away by Escape or the cross without a word", async ({
  page,
  visit,
  press,
}) => {
  await visit("/users");
  const pane = await begin(page, press, "nora.nystrom");
  const question = page.getByRole("dialog", { name: "Discard what you entered?" });
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await axeClean(page);
  await press(question.getByRole("button", { name: "Go on editing" }));
  await expect(question).toBeHidden();
  await expect(pane.dialog.getByLabel("Username")).toHaveValue("nora.nystrom");
  await press(pane.dialog.locator("header").getByRole("link", { name: "Close" }));
  await expect(question).toBeVisible();
  await press(question.getByRole("button", { name: "Discard", exact: true }));
  await expect(pane.dialog).toBeHidden();
  await expect(page).toHaveURL("/users");

  // Where nothing was entered, nothing is asked.
  await press(page.getByRole("link", { name: title }));
  await expect(pane.dialog).toBeVisible();
  await press(pane.dialog.locator("header").getByRole("link", { name: "Close" }));
  await expect(pane.dialog).toBeHidden();
});

test("a field that the rule refuses is marked, and Save leads to it", async ({ page, visit, press }) => {
  await visit("/users?search=elif");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Elif Demir");
  await press(pane.dialog.getByRole("link", { name: "Account" }));
  await press(pane.dialog.getByRole("link", { name: "Edit" }));
  const mail = pane.dialog.getByLabel("Mail address");
  await mail.fill("elif");
  await expect(mail).toHaveAttribute("aria-invalid", "true");
  await expect(mail).toHaveAccessibleDescription(/^"elif" is no mail address\./);
  await expect(pane.outcome).toHaveText("1 user has a problem; nothing will be changed until it is fixed.");
  await axeClean(page);
  // What is off says so, and can be pressed all the same.
  await pane.button("Save changes").dispatchEvent("click");
  await expect(mail).toBeFocused();
  const username = pane.dialog.getByLabel("Username");
  await mail.fill("elif@northlight.example");
  await username.fill("ida@northlight.example");
  await expect(username).toHaveAccessibleDescription(/^The username ida@northlight.example is taken/);
  await username.press("Enter");
  await expect(username).toBeFocused();
  await expect(pane.dialog.getByRole("alert")).toHaveCount(0);
});

test("what is written about a user is edited", async ({ page, visit, press }) => {
  await visit("/users?search=elif&columns=department");
  await press(page.getByRole("link", { name: "Elif Demir" }));
  const pane = new Pane(page, press, "Elif Demir");
  await press(pane.dialog.getByRole("link", { name: "Account" }));
  await press(pane.dialog.getByRole("link", { name: "Edit" }));
  await expect(pane.button("Save changes")).toHaveAccessibleDescription("Nothing is changed yet.");
  await pane.dialog.getByLabel("Department").fill("Flight control");
  await expect(pane.outcome).toHaveText("1 user edited.");
  await axeClean(page);
  await pane.carryOut("Save changes");
  await pane.close();
  await press(page.getByRole("link", { name: "Elif Demir" }));
  await press(pane.dialog.getByRole("link", { name: "Account" }));
  await expect(pane.dialog).toContainText("Flight control");
});

test("sign-in is blocked and allowed again", async ({ page, visit, press, browser, server }) => {
  await visit("/users?search=harriet");
  const row = page.getByRole("row").filter({ hasText: "harriet@northlight.example" });
  await press(row.getByRole("checkbox"));
  await command(page, press, "Block sign-in");
  const block = new Pane(page, press, "Block sign-in");
  await expect(block.outcome).toHaveText("1 user blocked from sign-in.");
  await axeClean(page);
  await block.carryOut("Block sign-in");
  await block.close();

  const context = await browser.newContext({ storageState: undefined });
  const theirs = await context.newPage();
  await theirs.goto(`${server.url}/sign-in`);
  await fillIn(theirs, "harriet@northlight.example", "usher-demo");
  await expect(theirs.getByText("Your sign-in is blocked.")).toBeVisible();

  await press(row.getByRole("checkbox"));
  await command(page, press, "Allow sign-in");
  const allow = new Pane(page, press, "Allow sign-in");
  await expect(allow.outcome).toHaveText("1 user allowed to sign in.");
  await allow.carryOut("Allow sign-in");
  await allow.close();
  await fillIn(theirs, "harriet@northlight.example", "usher-demo");
  await expect(theirs.getByRole("heading", { name: "Home", exact: true })).toBeVisible();
  await context.close();
});

test("a password is reset, and the new one is shown once", async ({
  page,
  visit,
  press,
  browser,
  server,
}) => {
  await visit("/users?search=robin");
  await press(page.getByRole("link", { name: "Robin Meißner" }));
  const pane = new Pane(page, press, "Robin Meißner");
  await press(pane.dialog.getByRole("link", { name: "Account" }));
  await press(pane.dialog.getByRole("link", { name: "Reset password" }));
  await axeClean(page);
  await press(pane.button("Reset password"));
  await expect(pane.dialog.getByText("The password was reset.")).toBeVisible();
  const password = await pane.dialog.getByRole("textbox", { name: "Password to hand over" }).inputValue();
  await axeClean(page);

  const context = await browser.newContext({ storageState: undefined });
  const theirs = await context.newPage();
  await theirs.goto(`${server.url}/sign-in`);
  await awake(theirs);
  await fillIn(theirs, "robin@northlight.example", password);
  await expect(theirs.getByText("Choose one that only you know")).toBeVisible();
  await context.close();
});

test.describe("a user admin", () => {
  test.use({ who: "user admin" });

  test("adds users, but gives no roles, and is told why", async ({ page, visit, press }) => {
    await visit("/users");
    const pane = await begin(page, press, "nora");
    await press(pane.button("3. Optional settings"));
    const roles = pane.dialog.getByRole("group", { name: "Admin roles" });
    await expect(roles).toHaveAccessibleDescription(
      "You don't have permission to manage admins. Ask a Global admin.",
    );
    for (const role of await roles.getByRole("checkbox").all()) await expect(role).toBeDisabled();
    await axeClean(page);
    await press(pane.button("4. Review and finish"));
    await expect(pane.outcome).toHaveText("1 user added; 1 usage location set.");
  });
});

test.describe("a billing admin", () => {
  test.use({ who: "billing admin" });

  test("sees the commands, off, with the reason", async ({ page, visit, press }) => {
    await visit("/users");
    await more(page, press);
    for (const name of [title, "Add multiple users", "Delete users", "Block sign-in"]) {
      const command = page.getByRole("link", { name, exact: true });
      await expect(command).toHaveAttribute("aria-disabled", "true");
      await expect(command).toHaveAccessibleDescription(manage);
    }
    await axeClean(page);
  });

  for (const [path, opened, denial] of [
    ["/users/add", title, manage],
    ["/users/add-multiple", "Add multiple users", manage],
    ["/users/licenses?filter=guests&all=1", "Manage product licenses", assign],
  ] as const) {
    test(`is told at once why nothing can be done in ${path}`, async ({ page, visit, press }) => {
      await visit(path);
      const pane = new Pane(page, press, opened);
      await expect(pane.problem("You don't have permission")).toContainText(denial);
      await expect(pane.button("Next")).toHaveAccessibleDescription(denial);
      for (const field of await pane.dialog.locator("input").all()) await expect(field).toBeDisabled();
      await axeClean(page);
    });
  }

  test("is told why users can't be deleted, by the permission that it takes", async ({
    page,
    visit,
    press,
  }) => {
    await visit("/users?search=elif");
    const elif = await page.getByRole("link", { name: "Elif Demir" }).getAttribute("href");
    await visit(`/users/delete?users=${/[0-9a-f-]{36}/.exec(elif ?? "")?.[0]}`);
    const pane = new Pane(page, press, "Delete users");
    await expect(pane.button("Delete users")).toHaveAccessibleDescription(manage);
  });
});
