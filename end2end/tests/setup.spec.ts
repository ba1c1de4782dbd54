import type { Page } from "@playwright/test";
import type { Server } from "../support/server.ts";
import { awake, axeClean, expect, test } from "../support/test.ts";

test.use({ database: "empty" });

/** The code that `usher serve` printed. */
function code(server: Server): string {
  const [, code] = /^\s+([A-Z0-9]{5}-[A-Z0-9]{5})$/m.exec(server.said()) ?? [];
  expect(code, server.said()).toBeDefined();
  return code ?? "";
}

async function fillIn(page: Page, code: string, secret: string, repeated: string): Promise<void> {
  await page.getByLabel("One-time code").fill(code);
  await page.getByLabel("Organization").fill("Quayside Books");
  await page.getByLabel("Your name").fill("Zoë Okonkwo");
  await page.getByLabel("Username").fill("zoe@quayside.example");
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByLabel("Password again").fill(repeated);
  await page.getByRole("button", { name: "Create and sign in" }).click();
}

test("the first Global admin is made with the code from the terminal", async ({ page, press, server }) => {
  await page.goto("/licenses");
  await expect(page).toHaveURL("/setup");
  await axeClean(page);
  await fillIn(page, code(server), "a few long words", "a few long words");
  await expect(page).toHaveURL("/home");
  await expect(page.getByRole("heading", { name: "No products yet" })).toBeVisible();
  const recent = page.getByRole("region", { name: "Recent changes" });
  await expect(recent).toContainText("Zoë Okonkwo became the first Global admin of Quayside Books.");
  await axeClean(page);
  await press(page.getByRole("button", { name: "Account of Zoë Okonkwo" }));
  await expect(page.getByText("Global admin", { exact: true })).toBeVisible();

  // Buying is what a new organization begins with.
  await page.goto("/licenses");
  await awake(page);
  await expect(page.getByRole("heading", { name: "No products yet" })).toBeVisible();
  await axeClean(page);
  await press(page.getByRole("link", { name: "Buy a product" }));
  await expect(page).toHaveURL("/products/buy");
  const pane = page.getByRole("dialog", { name: "Buy a product" });
  await pane.getByRole("searchbox", { name: "Search the catalog" }).fill("visio");
  await expect(pane).toContainText("imports it first: usher catalog import FILE");
});

test("nobody gets in with another code, and each mistake is named at its field", async ({ page, server }) => {
  await page.goto("/setup");
  await fillIn(page, "AAAAA-AAAAA", "a few long words", "a few long words");
  await expect(page.getByText("This isn't the code from the terminal.")).toBeVisible();
  await fillIn(page, code(server), "short", "short");
  await expect(page.getByText("This password is too short. Use at least 12 characters.")).toBeVisible();
  await fillIn(page, code(server), "a few long words", "a few other words");
  await expect(page.getByText("The two passwords differ.")).toBeVisible();
  await expect(page.getByLabel("One-time code")).toHaveValue(code(server));
  await expect(page.getByLabel("Organization")).toHaveValue("Quayside Books");
  await expect(page.getByLabel("Your name")).toHaveValue("Zoë Okonkwo");
  await expect(page.getByLabel("Username")).toHaveValue("zoe@quayside.example");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Password again")).toHaveValue("");
  await axeClean(page);
  await page.goto("/licenses");
  await expect(page).toHaveURL("/setup");
});

test("after a mistake, the passwords are all that has to be typed again", async ({ page, server }) => {
  await page.goto("/setup");
  await fillIn(page, code(server), "a few long words", "a few other words");
  await expect(page.getByText("The two passwords differ.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("a few long words");
  await page.getByLabel("Password again").fill("a few long words");
  await page.getByRole("button", { name: "Create and sign in" }).click();
  await expect(page).toHaveURL("/home");
  await expect(page.getByRole("button", { name: "Account of Zoë Okonkwo" })).toBeVisible();
});

test("the setup page is closed once somebody can sign in", async ({ page, server }) => {
  await page.goto("/setup");
  const used = code(server);
  await fillIn(page, used, "a few long words", "a few long words");
  await expect(page).toHaveURL("/home");
  await page.goto("about:blank"); // what the page asks from now on would be refused, in red
  await page.context().clearCookies();
  await page.goto("/setup");
  await expect(page).toHaveURL(/\/sign-in/);
});
