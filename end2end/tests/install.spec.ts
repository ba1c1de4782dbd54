import { axeClean, expect, test } from "../support/test.ts";

test.describe("an installed Usher", () => {
  // The other tests do without the worker, so that they see what the server answers.
  test.use({ serviceWorkers: "allow" });

  test("shows a calm page when the server can't be reached, and comes back", async ({
    page,
    visit,
    press,
    context,
  }) => {
    await visit("/licenses");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await page.goto("/licenses/SPE_E3");
    await expect(page.getByRole("heading", { name: "Usher can't be reached" })).toBeVisible();
    await expect(page).toHaveURL("/licenses/SPE_E3");
    await axeClean(page);
    await context.setOffline(false);
    await press(page.getByRole("link", { name: "Try again" }));
    await expect(page.getByRole("heading", { name: "Microsoft 365 E3" })).toBeVisible();
  });

  test("keeps the files of this version, and no data", async ({ page, visit }) => {
    await visit("/licenses");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await visit("/licenses/SPE_E3");
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const caching = names.map(async (name) => (await caches.open(name)).keys());
      const requests = (await Promise.all(caching)).flat();
      return requests.map((request) => new URL(request.url).pathname);
    });
    expect(kept).toContain("/offline");
    expect(kept.filter((path) => path.endsWith(".wasm")).length).toBeGreaterThan(1);
    expect(kept.filter((path) => path !== "/offline" && !path.startsWith("/pkg/"))).toEqual([]);
  });
});

test("the manifest names icons that are there", async ({ page, visit, request }) => {
  await visit("/licenses");
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await request.get(href ?? "");
  expect(answer.headers()["content-type"]).toContain("application/manifest+json");
  const manifest = (await answer.json()) as { icons: { src: string; type: string; sizes: string }[] };
  expect(manifest.icons.map((icon) => icon.sizes)).toEqual(["any", "192x192", "512x512", "512x512"]);
  for (const { src, type } of manifest.icons) {
    const icon = await request.get(src);
    expect(icon.status(), src).toBe(200);
    expect(icon.headers()["content-type"], src).toBe(type);
  }
});
