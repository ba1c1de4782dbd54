import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The schemes differ in colors and in nothing else. */
const rules = {
  light: { rules: { "target-size": { enabled: true } } }, // WCAG 2.2, off unless asked for
  dark: { runOnly: ["color-contrast"] },
};

/** The page as it stands has no accessibility violation, in the light and in the dark color scheme. */
export async function axeClean(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const options = { ...rules[colorScheme], resultTypes: ["violations" as const] };
    // Legacy means: in this page, which has no frames. Otherwise each analysis opens another page.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(options).analyze();
    const found = violations.flatMap((rule) =>
      rule.nodes.map(({ target, html, any }) => {
        const why = any.map(({ message }) => message).join(" ");
        return `${rule.id}: ${rule.help}: ${target.join(" ")} ${html} ${why}`;
      }),
    );
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}
