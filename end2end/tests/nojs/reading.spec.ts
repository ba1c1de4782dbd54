import { admins, fillIn, password } from "../../support/sign_in.ts";
import { expect, test } from "../../support/test.ts";

test("the pages are read without JavaScript", async ({ page }) => {
  await page.goto("/licenses");
  await page.getByRole("link", { name: "Microsoft 365 E3" }).click();
  await expect(page.locator("dl.figures")).toHaveText(/owned\s*84\s*assigned\s*65\s*available\s*19/);
  await page.getByText("2 subscriptions").click();
  await expect(page.getByRole("table", { name: "Subscriptions behind it" })).toBeVisible();
  const rows = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(50);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(rows).toHaveCount(15);
  await page.getByRole("link", { name: "Groups" }).click();
  await expect(page.getByRole("table", { name: "Groups" })).toContainText("Sales");
});

test("lists are narrowed by forms", async ({ page }) => {
  await page.goto("/licenses");
  await page.getByRole("searchbox", { name: "Filter products" }).fill("visio");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/licenses?q=visio");
  await expect(page.getByRole("table", { name: "Licenses" }).locator("tbody").getByRole("row")).toHaveCount(
    2,
  );

  await page.goto("/licenses/SPE_E3");
  await page.getByRole("combobox", { name: "Assigned by" }).selectOption("Assigned by a group");
  await page.getByRole("searchbox", { name: "Search users" }).fill("tanaka");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("table", { name: "Users" })).toContainText("Chiyo Tanaka");
  await expect(page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row")).toHaveCount(1);
});

test("the panes show what they would change", async ({ page }) => {
  await page.goto("/licenses/VISIOCLIENT");
  await page.getByRole("table", { name: "Users" }).getByRole("link").nth(1).click();
  await expect(page.getByRole("heading", { name: "Change apps and services" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Visio Web App" })).toBeVisible();
  await page.getByRole("link", { name: "Close" }).click();
  await expect(page).toHaveURL("/licenses/VISIOCLIENT");
});

test.describe("signing in", () => {
  test.use({ who: "nobody" });

  test("works without JavaScript, and signing out too", async ({ page }) => {
    await page.goto("/licenses/VISIOCLIENT");
    await fillIn(page, admins["global admin"], "wrong");
    await expect(page.getByText("don't match an account that can sign in")).toBeVisible();
    await expect(page.getByLabel("Username")).toHaveValue(admins["global admin"]);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL("/licenses/VISIOCLIENT");
    await page.getByRole("button", { name: "Account of Ida Marsh" }).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page).toHaveURL("/sign-in");
  });
});

test("active users are narrowed, sorted and opened without JavaScript", async ({ page }) => {
  const rows = page.getByRole("table", { name: "Active users" }).locator("tbody").getByRole("row");
  await page.goto("/users");
  await expect(rows).toHaveCount(50);
  await page.getByRole("combobox", { name: "Filter" }).selectOption("Licensed users");
  await page.getByRole("searchbox", { name: "Search users" }).fill("chiyo");
  await page.getByRole("button", { name: "Apply" }).first().click();
  await expect(rows).toHaveCount(1);
  await page.getByRole("columnheader", { name: "Username" }).getByRole("link").click();
  await expect(page).toHaveURL(/search=chiyo.*sort=username/);
  await page.getByRole("link", { name: "Chiyo Tanaka" }).click();
  await expect(page.getByRole("checkbox", { name: /^Microsoft 365 E3/ })).toBeChecked();
  await expect(page.getByRole("dialog")).toContainText("Assigned by the group Sales on");
  await page.getByRole("link", { name: "Account" }).click();
  await expect(page.getByRole("dialog")).toContainText("chiyo@northlight.example");
});

test("Home and the settings are read without JavaScript, and a theme is chosen", async ({ page }) => {
  await page.goto("/home");
  await expect(page.getByRole("region", { name: "Seats over time" }).getByRole("img")).toBeVisible();
  await page.getByRole("combobox", { name: "Product" }).selectOption("Visio Plan 2");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL("/home?product=VISIOCLIENT&days=90");
  await page.goto("/settings/admins");
  await page.getByRole("link", { name: "Sabine" }).click();
  await expect(page.getByRole("checkbox", { name: /^License admin/ })).toBeChecked();
  await page.goto("/settings");
  await page.getByRole("radio", { name: /^Dark/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("subscriptions are narrowed and opened without JavaScript", async ({ page }) => {
  await page.goto("/products");
  await page.getByRole("combobox", { name: "Which subscriptions" }).selectOption("Self-service");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/show=self-service/);
  await page.getByRole("link", { name: "Visio Plan 1" }).click();
  await expect(page.getByRole("dialog")).toContainText("Dario Conti");
  await page.getByRole("link", { name: "Take control of this subscription" }).click();
  await expect(page.getByRole("radio", { name: /^Move users/ })).toBeVisible();
});
