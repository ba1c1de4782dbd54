import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The page as it stands has no accessibility violation, in the light and in the dark color scheme. */
export async function axeClean(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page });
    // The schemes differ in colors and in nothing else.
    if (colorScheme === "dark") axe.withRules("color-contrast");
    else axe.options({ rules: { "target-size": { enabled: true } } }); // WCAG 2.2, off unless asked for
    const { violations } = await axe.analyze();
    const found = violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")} ${node.html}`),
    );
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}
