import { expect, test } from "../../support/test.ts";

test("a German browser reads German without JavaScript, and may choose English", async ({
  browser,
  server,
  storageState,
}) => {
  const context = await browser.newContext({
    baseURL: server.url,
    storageState,
    javaScriptEnabled: false,
    locale: "de-DE",
  });
  const page = await context.newPage();
  await page.goto("/licenses/SPE_E3");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("link", { name: "Nächste Seite" })).toBeVisible();
  await page.getByRole("button", { name: "Konto von Ida Marsh" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page).toHaveURL("/licenses/SPE_E3");
  await expect(page.getByRole("link", { name: "Next page" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});

test("a refusal of a plain form is told in German", async ({ page, context, server }) => {
  await context.addCookies([{ name: "usher-language", value: "de", url: server.url }]);
  await page.goto("/licenses/ENTERPRISEPACK/assign");
  await page.getByRole("combobox", { name: "Benutzer" }).fill("greta@northlight.example");
  await page.getByRole("button", { name: "Zuweisen", exact: true }).click();
  await expect(
    page.getByText(/Sie können keine Lizenzen zuweisen, die diese in Konflikt stehenden Dienste/).first(),
  ).toBeVisible();
});
