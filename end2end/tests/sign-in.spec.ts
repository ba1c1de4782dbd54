import { admins, fillIn, password } from "../support/sign_in.ts";
import { axeClean, expect, test } from "../support/test.ts";

test.use({ who: "nobody" });

test("signing in leads on to the page that was asked for", async ({ page }) => {
  await page.goto("/licenses/SPE_E3?tab=groups");
  await expect(page).toHaveTitle("Sign in · Usher");
  await fillIn(page, admins["license admin"], password);
  await expect(page).toHaveURL("/licenses/SPE_E3?tab=groups");
  await expect(page.getByRole("heading", { name: "Microsoft 365 E3" })).toBeVisible();
});

test("an unknown user and a wrong password get the same answer", async ({ page }) => {
  const answers = [];
  for (const username of [admins["global admin"], "nobody@northlight.example"]) {
    await page.goto("/sign-in");
    await fillIn(page, username, "not the password");
    await expect(page.getByRole("heading", { name: "You're not signed in" })).toBeVisible();
    await expect(page.getByLabel("Username")).toHaveValue(username);
    await expect(page.getByLabel("Password")).toBeFocused();
    answers.push(await page.locator("main").innerText());
  }
  expect(answers[0]).toContain("don't match an account that can sign in");
  expect(answers[0]).toBe(answers[1]);
  await axeClean(page);
});

test("too many tries are turned away for a while, whoever asks", async ({ page }) => {
  await page.goto("/sign-in");
  for (let tries = 0; tries < 10; tries++) {
    await fillIn(page, admins["user admin"], `guess ${tries}`);
    await expect(page.getByText("don't match an account that can sign in")).toBeVisible();
  }
  await fillIn(page, admins["user admin"], password);
  await expect(page.getByText("Too many tries. Wait a few minutes, then try again.")).toBeVisible();
});

test("signing out ends this session", async ({ page, press }) => {
  await page.goto("/sign-in");
  await fillIn(page, admins["global reader"], password);
  await press(page.getByRole("button", { name: "Account of Harriet Whitlock" }));
  await expect(page.getByText("Global reader")).toBeVisible();
  await press(page.getByRole("button", { name: "Sign out", exact: true }));
  await expect(page).toHaveURL("/sign-in");
  await page.goto("/licenses");
  await expect(page).toHaveURL("/sign-in?next=%2Flicenses");
});

test("signing out everywhere ends the sessions of other browsers too", async ({
  page,
  press,
  browser,
  server,
}) => {
  const other = await browser.newPage({ baseURL: server.url });
  for (const each of [page, other]) {
    await each.goto("/sign-in");
    await fillIn(each, admins["global reader"], password);
    await expect(each.getByRole("heading", { name: "Home", exact: true })).toBeVisible();
  }
  await press(page.getByRole("button", { name: "Account of Harriet Whitlock" }));
  await press(page.getByRole("button", { name: "Sign out everywhere" }));
  await expect(page).toHaveURL("/sign-in");
  await other.goto("/licenses");
  await expect(other).toHaveURL("/sign-in?next=%2Flicenses");
  await other.close();
});
