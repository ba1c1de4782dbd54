import { expect, test } from "../../support/test.ts";

test("a simple assign is one form", async ({ page }) => {
  await page.goto("/licenses/VISIOCLIENT");
  await page.getByRole("link", { name: "Assign licenses", exact: true }).click();
  await page
    .getByRole("combobox", { name: "Users" })
    .fill("elif@northlight.example, femi@northlight.example");
  await page.getByText("Turn apps and services on or off").click();
  await page.getByRole("checkbox", { name: "Visio Web App" }).uncheck();
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page).toHaveURL("/licenses/VISIOCLIENT");
  await expect(page.getByText("2 users get Visio Plan 2; 3 of 10 seats left.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Visio Web App off");
  await page.reload();
  await expect(page.getByText("2 users get Visio Plan 2")).toBeHidden();
});

test("what was typed and switched stands beside a refusal, and is corrected there", async ({ page }) => {
  const users = page.getByRole("combobox", { name: "Users" });
  const webApp = page.getByRole("checkbox", { name: "Visio Web App" });
  const desktopApp = page.getByRole("checkbox", { name: "Visio Desktop App" });
  await page.goto("/licenses/VISIOCLIENT/assign");
  await users.fill("elif@northlight.example, fermi@northlight.example");
  await page.getByText("Turn apps and services on or off").click();
  await webApp.uncheck();
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText(/has the address “fermi@northlight.example”/).first()).toBeVisible();
  await expect(users).toHaveValue("elif@northlight.example, fermi@northlight.example");
  await page.getByText("Turn apps and services on or off").click();
  await expect(webApp).not.toBeChecked();
  await expect(desktopApp).toBeChecked();
  await users.fill("elif@northlight.example, femi@northlight.example");
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText("2 users get Visio Plan 2; 3 of 10 seats left.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Visio Web App off");
});

test("a refusal is told on the pane, and nothing was changed", async ({ page }) => {
  await page.goto("/licenses/ENTERPRISEPACK/assign");
  await page.getByRole("combobox", { name: "Users" }).fill("greta@northlight.example");
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page).toHaveURL("/licenses/ENTERPRISEPACK/assign");
  await expect(
    page.getByText(/You can't assign licenses that contain these conflicting services/).first(),
  ).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Users" })).toHaveValue("greta@northlight.example");
  await page.getByRole("combobox", { name: "Users" }).fill("nobody@northlight.example");
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText(/has the address “nobody@northlight.example”/).first()).toBeVisible();
  await page.goto("/licenses/ENTERPRISEPACK");
  await expect(page.locator("dl.figures")).toHaveText(/owned\s*20\s*assigned\s*12\s*available\s*8/);
});
