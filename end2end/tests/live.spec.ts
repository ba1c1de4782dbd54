import { AssignPane } from "../support/pane.ts";
import { hide, show } from "../support/seen.ts";
import { admins, fillIn, password, signIn } from "../support/sign_in.ts";
import { template } from "../support/template.ts";
import { awake, axeClean, expect, test } from "../support/test.ts";

const buy = ["buy", "--product", "VISIOCLIENT", "--seats", "5"];
const take = (...users: string[]) => [
  "assign",
  "--product",
  "VISIOCLIENT",
  "--user",
  users.map((user) => `${user}@northlight.example`).join(","),
];
const figures = "dl.figures";

test("what somebody else changes appears on the product's page, and says who did what", async ({
  page,
  server,
  visit,
  press,
}) => {
  await visit("/licenses/VISIOCLIENT");
  await expect(page.locator(figures)).toHaveText(/assigned\s*5\s*available\s*5/);
  await server.usher(...take("elif"));
  await expect(page.locator(figures)).toHaveText(/assigned\s*6\s*available\s*4/);
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Direct");
  const bulletin = page.locator(".frame > .bulletin");
  await expect(bulletin).toContainText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await press(bulletin.getByRole("button", { name: "Close" }));
  await expect(bulletin).toHaveText("");
  await server.usher(...take("femi"));
  await expect(bulletin).toContainText("1 user gets Visio Plan 2; 3 of 10 seats left.");
  await axeClean(page);
});

test("an open assign pane says at once that the seats are gone, and offers the fix", async ({
  page,
  server,
  visit,
  press,
}) => {
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi");
  await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
  await pane.box.pressSequentially("mart");

  await server.usher(...take("greta", "aoi", "ben", "grace"));
  await expect(pane.dialog.locator(".bulletin")).toContainText(
    "4 users get Visio Plan 2; 1 of 10 seats left.",
  );
  await expect(pane.problem("There aren't enough licenses")).toContainText("Buy 1 more seat of Visio Plan 2");
  await expect(pane.box).toBeFocused();
  await expect(pane.box).toHaveValue("mart");
  await expect(pane.chips).toHaveCount(2);
  await axeClean(page);

  await server.usher(...buy);
  await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 4 of 15 seats left.");
  await pane.carryOut("Assign");
});

test("lists change in place: focus, selection and scroll stay", async ({ page, server, visit }) => {
  await visit("/licenses/SPE_E3");
  const mark = page.getByRole("row").filter({ hasText: "Mark Lindgren" });
  await mark.getByRole("checkbox").check();
  const link = mark.getByRole("link");
  await link.focus();
  const top = async () => (await link.boundingBox())?.y ?? 0;
  const before = await top();
  await server.usher("assign", "--product", "SPE_E3", "--user", "elif@northlight.example");
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toBeVisible();
  await expect(link).toBeFocused();
  await expect(mark.getByRole("checkbox")).toBeChecked();
  // A row came in above; what one looks at stays where it is on the screen.
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(2);

  // The row with the focus changes itself.
  await server.usher(
    "services",
    "--product",
    "SPE_E3",
    "--user",
    "mark@northlight.example",
    "--off",
    "TEAMS1",
  );
  await expect(mark).toContainText("Teams off");
  await expect(link).toBeFocused();

  // A row that stayed while the list around it changed still answers.
  const other = page.getByRole("row").filter({ hasText: "Elif Demir" }).getByRole("checkbox");
  await other.check();
  await expect(page.getByText("2 users selected")).toBeVisible();
});

test("what is being typed in the settings is not taken away", async ({ page, server, visit }) => {
  await visit("/settings/organization");
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("Northlight Laboratories");
  await server.usher(...buy);
  await expect(page.locator(".frame > .bulletin")).toContainText("Visio Plan 2");
  await expect(name).toHaveValue("Northlight Laboratories");
});

test("a page that nobody saw for a while catches up", async ({ page, server, visit }) => {
  await visit("/licenses/VISIOCLIENT");
  await server.usher(...take("elif"));
  await expect(page.locator(figures)).toHaveText(/assigned\s*6/);
  await hide(page);
  await server.usher(...take("femi"));
  await show(page);
  await expect(page.locator(figures)).toHaveText(/assigned\s*7/);
  await expect(page.locator(".frame > .bulletin")).toContainText(
    "1 user gets Visio Plan 2; 3 of 10 seats left.",
  );
});

test("a page whose session was ended elsewhere says so, with the way to sign in again", async ({
  page,
  browser,
  server,
  trouble,
  visit,
  press,
}) => {
  trouble.expect(/401.*\/live\?/);
  trouble.expect(/401.*\/api\/still-here/);
  await visit("/licenses/VISIOCLIENT");
  const nobody = { cookies: [], origins: [] };
  const elsewhere = await browser.newPage({ baseURL: server.url, storageState: nobody });
  await signIn(elsewhere, "global admin");
  await elsewhere.getByRole("button", { name: "Account of Ida Marsh" }).click();
  await elsewhere.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(elsewhere).toHaveURL("/sign-in");
  await elsewhere.close();
  // It asks for the changes anew, as it does when the server ends the connection: within half a minute.
  await hide(page);
  await show(page);
  const ended = page.locator(".frame > .bulletin").getByRole("alert");
  await expect(ended).toContainText("You're signed out");
  await axeClean(page);
  await press(ended.getByRole("link", { name: "Sign in" }));
  await fillIn(page, admins["global admin"], password);
  await expect(page).toHaveURL("/licenses/VISIOCLIENT");
  await expect(page.locator(figures)).toHaveText(/assigned\s*5/);
});

test("seats that another admin's open pane needs are held, and free when it is closed", async ({
  page,
  browser,
  visit,
  press,
}) => {
  // Of the five seats left, Ida's pane holds two.
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi");
  await expect(pane.dialog).toContainText(/2 seats are held for you until \d\d:\d\d UTC/);

  const { isMobile, hasTouch, viewport } = test.info().project.use;
  const context = await browser.newContext({
    storageState: template.session("license admin"),
    baseURL: new URL(page.url()).origin,
    isMobile,
    hasTouch,
    viewport,
  });
  const other = await context.newPage();
  await other.goto("/licenses/VISIOCLIENT");
  const holds = /Ida Marsh is about to assign 2 seats, and holds them until \d\d:\d\d UTC/;
  await expect(other.getByRole("main")).toContainText(holds);
  await expect(other.locator(figures)).toHaveText(/assigned\s*5\s*available\s*5/);
  await axeClean(other);
  await other.goto("/licenses/VISIOCLIENT/assign");
  await awake(other);
  const theirs = new AssignPane(other, press);
  await theirs.choose("Greta Holm", "Aoi Fujimoto", "Ben Lindqvist", "Grace Ellerby");
  await expect(theirs.dialog).toContainText(/Ida Marsh has this pane open too, and holds 2 seats until/);
  await expect(theirs.problem("There aren't enough licenses")).toContainText(
    "3 seats left (2 more are held by other admins for a moment), 4 are needed",
  );
  await expect(pane.dialog).toContainText(/Sabine Vogt has this pane open too, and holds 3 seats until/);
  await axeClean(other);

  await press(pane.dialog.getByRole("link", { name: "Cancel" }));
  await expect(theirs.outcome).toHaveText("4 users get Visio Plan 2; 1 of 10 seats left.");
  await theirs.carryOut("Assign");
  await context.close();
});
