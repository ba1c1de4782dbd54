import { axeClean, expect, test } from "../support/test.ts";

test("Home is where everybody begins, and the brand leads back to it", async ({ page, visit, press }) => {
  await visit("/");
  await expect(page).toHaveURL("/home");
  await expect(page).toHaveTitle("Home · Usher");
  await press(page.getByRole("link", { name: "Microsoft 365 E3", exact: true }).last());
  await expect(page).toHaveURL("/licenses/SPE_E3");
  await press(page.getByRole("link", { name: "Usher", exact: true }));
  await expect(page).toHaveURL("/home");
});

test("seats are shown by product, the fullest first", async ({ page, visit }) => {
  await visit("/home");
  const rows = page.getByRole("region", { name: "Seats by product" }).getByRole("listitem");
  await expect(rows.first()).toContainText("0 of");
  const left = await rows.evaluateAll((rows) =>
    rows.map((row) => {
      const meter = row.querySelector("meter");
      return meter ? meter.value / meter.max : 0;
    }),
  );
  expect(left.length).toBeGreaterThan(5);
  expect(left).toEqual([...left].sort((one, other) => other - one));
});

test("what needs attention leads to its product", async ({ page, visit, press }) => {
  await visit("/home");
  const row = page.getByRole("region", { name: "Needs attention" }).getByRole("listitem").first();
  const name = await row.getByRole("link").innerText();
  await press(row.getByRole("link"));
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("a change that is made is told on Home, with links", async ({ page, visit, press, server }) => {
  await visit("/home");
  const recent = page.getByRole("region", { name: "Recent changes" });
  await expect(recent).toContainText("No changes yet.");
  await server.usher("assign", "--product", "VISIOCLIENT", "--user", "elif@northlight.example");
  await visit("/home");
  const row = recent.getByRole("listitem").first();
  await expect(row).toContainText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await expect(row).toContainText("Operator (command line)");
  await expect(row.getByRole("link", { name: "Elif Demir" })).toBeVisible();
  await press(row.getByRole("link", { name: "Visio Plan 2" }));
  await expect(page).toHaveURL("/licenses/VISIOCLIENT");
});

test("seats over time are drawn by the server, of a product and a range, with the numbers as a table", async ({
  page,
  visit,
  press,
}) => {
  await visit("/home");
  const panel = page.getByRole("region", { name: "Seats over time" });
  await expect(panel.getByRole("img")).toHaveAccessibleName(
    /^In 90 days, seats assigned went from \d+ to \d+/,
  );
  await press(panel.getByRole("link", { name: "365 days" }));
  await expect(page).toHaveURL("/home?days=365");
  await expect(panel.getByRole("img")).toHaveAccessibleName(/^In 365 days, /);
  await panel.getByRole("combobox", { name: "Product" }).selectOption("Visio Plan 2");
  await expect(page).toHaveURL("/home?product=VISIOCLIENT&days=365");
  await expect(panel.getByRole("img")).toHaveAccessibleName(/ to 5, and seats owned from \d+ to 10\.$/);
  await press(panel.getByText("As a table"));
  const rows = panel.getByRole("table", { name: "Seats over time" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(53);
  await expect(rows.first()).toContainText("10");
  // The chart and its table are drawn by the server: reloaded, the page is the same.
  await visit("/home?product=VISIOCLIENT&days=365");
  await expect(panel.getByRole("img")).toHaveAccessibleName(/ to 5, and seats owned from \d+ to 10\.$/);
});

for (const path of ["/home", "/home?product=VISIOCLIENT&days=30"]) {
  test(`${path} has no accessibility violation`, async ({ page, visit, press }) => {
    await visit(path);
    await press(page.getByText("As a table"));
    await axeClean(page);
  });
}

test("a product that isn't there is said so", async ({ page, visit, trouble }) => {
  trouble.expect(/status of 404/);
  await visit("/home?product=NOTHING_LIKE_THIS");
  await expect(page.getByRole("heading", { name: "That doesn't exist" })).toBeVisible();
  await axeClean(page);
});
