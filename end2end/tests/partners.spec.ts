import type { Browser, Page } from "@playwright/test";
import { Palette } from "../support/palette.ts";
import { AssignPane } from "../support/pane.ts";
import type { Server } from "../support/server.ts";
import { fillIn } from "../support/sign_in.ts";
import { awake, axeClean, expect, test } from "../support/test.ts";

const ada = "ada@south.example";

/** Southlight comes to be, with Ada, and has roles at the demo organization; answers Ada's password. */
async function partner(server: Server, roles: string): Promise<string> {
  const made = await server.usher<{ password: string }>(
    "organization",
    "create",
    "Southlight",
    "--admin",
    ada,
  );
  await server.usher(
    "organization",
    "grant",
    "Southlight",
    "--roles",
    roles,
    "--organization",
    "Northlight Labs",
  );
  return made.password;
}

/** Ada's browser, signed in. */
async function adas(browser: Browser, server: Server, password: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, storageState: undefined });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await awake(page);
  await fillIn(page, ada, password);
  await page.waitForURL("**/home");
  await awake(page);
  return page;
}

test.describe("an admin of a partner", () => {
  test.use({ who: "nobody" });

  test("goes to a customer, assigns there, and comes back", async ({ page, visit, press, server }) => {
    const password = await partner(server, "license,user");
    await visit("/sign-in");
    await fillIn(page, ada, password);
    await page.waitForURL("**/home");
    await awake(page);
    await press(page.getByRole("button", { name: /^Account of/ }));
    await press(page.getByRole("link", { name: "Switch organization" }));
    await expect(page.getByRole("heading", { name: "Organizations" })).toBeVisible();
    await axeClean(page);
    const northlight = page.getByRole("row").filter({ hasText: "Northlight Labs" });
    await expect(northlight).toContainText("License admin, User admin");
    await page.getByRole("searchbox", { name: "Search organizations" }).fill("north");
    await expect(page.getByRole("row").filter({ hasText: "Southlight" })).toBeHidden();
    await page.getByRole("searchbox", { name: "Search organizations" }).fill("west");
    await expect(page.getByText("No organization has that in its name.")).toBeVisible();
    await axeClean(page);
    await page.getByRole("searchbox", { name: "Search organizations" }).fill("north");
    await press(northlight.getByRole("button", { name: "Go to Northlight Labs" }));
    await page.waitForURL("**/home");
    await awake(page);
    await expect(page.getByRole("complementary")).toContainText(
      "You act in Northlight Labs, as License admin and User admin.",
    );
    await axeClean(page);

    await visit("/licenses/VISIOCLIENT/assign");
    const pane = new AssignPane(page, press);
    await pane.choose("Greta Holm");
    await expect(pane.outcome).toContainText("1 user gets Visio Plan 2");
    await pane.carryOut("Assign");
    await visit("/home");
    await expect(page.getByRole("main")).toContainText("ada@south.example (Southlight)");

    await visit("/settings/sessions");
    await expect(page.getByRole("main")).toContainText("This one");
    await press(page.getByRole("button", { name: "Back to Southlight" }));
    await page.waitForURL("**/home");
    await awake(page);
    await expect(page.getByRole("complementary")).toHaveCount(0);
    await visit("/licenses");
    await expect(page.getByText("Visio Plan 2")).toHaveCount(0);
  });
});

test("a page that shows one organization does nothing in another", async ({ browser, press, server }) => {
  const page = await adas(browser, server, await partner(server, "license"));
  await page.goto("/customers");
  await awake(page);
  await press(page.getByRole("button", { name: "Go to Northlight Labs" }));
  await page.waitForURL("**/home");
  await page.goto("/licenses/VISIOCLIENT/assign");
  await awake(page);
  const pane = new AssignPane(page, press);
  await pane.choose("Greta Holm");
  await expect(pane.outcome).toContainText("1 user gets Visio Plan 2");
  const other = await page.context().newPage();
  await other.goto("/home");
  await press(other.getByRole("button", { name: "Back to Southlight" }));
  await expect(other.getByRole("complementary")).toHaveCount(0);
  await press(pane.button("Assign"));
  await expect(pane.dialog).toContainText("You are in another organization now: Southlight.");
  await press(pane.dialog.getByRole("link", { name: "Close" }).first());
  await press(page.getByRole("button", { name: "Discard", exact: true }));
  await press(page.getByRole("link", { name: "Export users" }));
  await expect(page.getByText("You are in another organization now: Southlight.")).toBeVisible();

  await awake(other);
  const palette = new Palette(other);
  await press(other.getByRole("banner").getByRole("button", { name: "Search or go to" }));
  await palette.box.fill("switch");
  await press(palette.option("Switch organization"));
  await expect(other).toHaveURL("/customers");
  await page.context().close();
});

test("a customer sees its partners, and takes their access away and back", async ({
  page,
  visit,
  press,
  browser,
  server,
}) => {
  await visit("/settings/partners");
  await expect(page.getByRole("heading", { name: "No partner has access" })).toBeVisible();
  await axeClean(page);
  const theirs = await adas(browser, server, await partner(server, "license"));
  await theirs.goto("/customers");
  await awake(theirs);
  await press(theirs.getByRole("button", { name: "Go to Northlight Labs" }));
  await theirs.waitForURL("**/home");
  await expect(theirs.getByRole("complementary")).toContainText("as License admin.");

  await visit("/settings/partners");
  await expect(page.getByRole("row").filter({ hasText: "Southlight" })).toContainText("License admin");
  await axeClean(page);
  await press(page.getByRole("link", { name: "Southlight" }));
  const pane = page.getByRole("dialog");
  await press(pane.getByRole("checkbox", { name: /^License admin/ }));
  await expect(pane.getByText("Admins of Southlight have no access here.")).toBeVisible();
  await axeClean(page);
  await press(pane.getByRole("button", { name: "Save" }));
  await expect(pane.getByText(/^Saved\. Admins of Southlight have no access here/)).toBeVisible();
  await theirs.goto("/home");
  await expect(theirs.getByRole("complementary")).toHaveCount(0);

  await press(pane.getByRole("checkbox", { name: /^Global reader/ }));
  await press(pane.getByRole("button", { name: "Save" }));
  await expect(pane.getByText(/^Saved\. Admins of Southlight may act here as Global reader/)).toBeVisible();
  await theirs.goto("/home");
  await expect(theirs.getByRole("complementary")).toContainText("as Global reader.");
  await theirs.context().close();
});
