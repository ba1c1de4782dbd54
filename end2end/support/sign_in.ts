import { expect, type Page } from "@playwright/test";

/** The password that `usher demo` prints, of all its admins. */
export const password = "usher-demo";

/** The demo's admins, by their role. */
export const admins = {
  "global admin": "ida@northlight.example",
  "license admin": "sabine@northlight.example",
  "user admin": "nina@northlight.example",
  "billing admin": "tobias@northlight.example",
  "global reader": "harriet@northlight.example",
} as const;

/** One of them. */
export type Who = keyof typeof admins;

/** Fills in the sign-in form that the page shows, and sends it. */
export async function fillIn(page: Page, username: string, secret: string): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, who: Who): Promise<void> {
  await page.goto("/sign-in");
  await fillIn(page, admins[who], password);
  await expect(page.getByRole("heading", { name: "Home", exact: true })).toBeVisible();
}
