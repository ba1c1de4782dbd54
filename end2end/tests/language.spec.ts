import { AssignPane } from "../support/pane.ts";
import { awake, axeClean, expect, test } from "../support/test.ts";

/** The assign pane, as its German readers know it. */
class Zuweisen extends AssignPane {
  override readonly dialog = this.page.getByRole("dialog", { name: "Benutzern Lizenzen zuweisen" });
  override readonly outcome = this.dialog.getByRole("status").last();
  override readonly done = this.dialog.getByRole("heading", { name: "Fertig" });
  override readonly box = this.dialog.getByRole("combobox", { name: "Benutzer" });
  override readonly chips = this.dialog.getByRole("list", { name: "Ausgewählt" }).getByRole("listitem");
}

test.describe("a German browser", () => {
  test.use({ locale: "de-DE" });

  test("assigns in German, with a conflict and its fix", async ({ page, visit, press }) => {
    await visit("/licenses/ENTERPRISEPACK");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await axeClean(page);
    await press(page.getByRole("link", { name: "Lizenzen zuweisen", exact: true }));
    const pane = new Zuweisen(page, press);
    await expect(pane.box).toBeFocused();
    await pane.choose("Greta Holm");
    const problem = pane.problem("Greta Holm: Diese Lizenz kann noch nicht zugewiesen werden");
    await expect(problem).toContainText(
      /Sie können keine Lizenzen zuweisen, die diese in Konflikt stehenden Dienste enthalten: .*SharePoint \(Plan 2\)/,
    );
    await expect(problem).toContainText(
      /SharePoint \(Plan 1\) ist enthalten in Office 365 E1, direkt zugewiesen am \d+\. [A-Z]\S+ \d{4} von /,
    );
    await expect(pane.outcome).toHaveText(
      "Bei 1 Benutzer gibt es ein Problem; es wird nichts geändert, bis es behoben ist.",
    );
    await expect(pane.button("Zuweisen")).toHaveAccessibleDescription("Lösen Sie zuerst das Problem oben.");
    await axeClean(page);

    await press(pane.fix(/in Office 365 E1 ausschalten$/m).getByRole("button", { name: /^Anwenden/ }));
    await expect(pane.outcome).toHaveText(
      /^1 Benutzer erhält Office 365 E3; SharePoint \(Plan 1\) wird für 1 Benutzer ausgeschaltet; \d+ von \d+ Plätzen von Office 365 E3 frei\.$/,
    );
    await press(pane.button("Zuweisen"));
    await expect(pane.done).toBeFocused();
    await expect(pane.dialog.getByText("Eintrag 1 im Protokoll.")).toBeVisible();
    await axeClean(page);
    await press(pane.dialog.locator(".foot").getByRole("link", { name: "Schließen" }));
    await expect(page.getByRole("row").filter({ hasText: "Greta Holm" })).toContainText("Direkt");
  });

  test("a country is chosen by its German name", async ({ page, visit, press }) => {
    await visit("/licenses/SPE_E3/assign");
    const pane = new Zuweisen(page, press);
    await pane.choose("Martín Ortega");
    const place = pane.dialog.getByRole("combobox", { name: "Nutzungsstandort" });
    await place.selectOption("Österreich");
    await press(pane.fix("Nutzungsstandort").getByRole("button", { name: /^Anwenden/ }));
    await expect(pane.dialog.locator(".applied")).toContainText("Nutzungsstandort auf Österreich festlegen");
  });

  for (const [what, path] of Object.entries({
    "the licenses list": "/licenses",
    "a product": "/licenses/SPE_E3",
    "the active users": "/users",
    "everybody's licenses": "/users/licenses?all=1",
  })) {
    test(`${what} fits in German and has no accessibility violation`, async ({ page, visit }) => {
      await visit(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await axeClean(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    });
  }
});

test("the language is changed in the account menu, and stays", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3?tab=groups");
  await press(page.getByRole("button", { name: "Account of Ida Marsh" }));
  await press(page.getByRole("button", { name: "Deutsch" }));
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page).toHaveURL("/licenses/SPE_E3?tab=groups");
  await awake(page);
  await expect(page.getByRole("navigation", { name: "Wer es hat" })).toContainText("Gruppen");
  await press(page.getByRole("button", { name: "Konto von Ida Marsh" }));
  await axeClean(page);
  await visit("/users");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aktive Benutzer");
  await press(page.getByRole("button", { name: "Konto von Ida Marsh" }));
  await press(page.getByRole("button", { name: "English" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Active users");
});
