import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test.ts";

test("a product's seats are those of all its subscriptions", async ({ page, visit, press }) => {
  await visit("/licenses");
  const row = page.getByRole("row").filter({ hasText: "Office 365 E1" });
  await expect(row).toContainText("2 subscriptions");
  await expect(row).toContainText("4 left");
  await press(row.getByRole("link", { name: "Office 365 E1" }));
  await expect(page).toHaveURL("/licenses/STANDARDPACK");
  await expect(page.getByRole("heading", { name: "Office 365 E1" })).toBeVisible();
  const figures = page.locator("dl.figures");
  await expect(figures).toHaveText(/owned\s*13\s*assigned\s*9\s*available\s*4/);
  await press(page.getByText("2 subscriptions"));
  const behind = page.getByRole("table", { name: "Subscriptions behind it" });
  await expect(behind.getByRole("row")).toHaveCount(3);
  await expect(behind).toContainText(/Directly\s*5/);
  await expect(behind).toContainText(/Directly\s*8/);
});

test("what needs attention is said beside the product", async ({ page, visit }) => {
  await visit("/licenses");
  const status = (product: string) => page.getByRole("row").filter({ hasText: product });
  await expect(status("Microsoft 365 Business Premium")).toContainText("No seats left");
  await expect(status("Exchange Online (Plan 2)")).toContainText("Disabled");
  await expect(status("Enterprise Mobility + Security E5")).toContainText("Partly disabled");
  await expect(status("Visio Plan 1")).toContainText("Self-service");
});

test("a product's page leads to its subscriptions, and says why they give no seats", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/EXCHANGEENTERPRISE");
  await expect(page.getByText(/^5 more seats are of a subscription that is disabled/)).toBeVisible();
  await expect(page.getByText(/^Its licenses can't be assigned as long as/)).toBeVisible();
  await press(page.getByRole("link", { name: "See it in Your products" }));
  await expect(page).toHaveURL(/^[^?]*\/products\?search=/);
  const rows = page.getByRole("main").locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Disabled");
});

test("the list narrows while one types, and the address keeps it", async ({ page, visit, press }) => {
  await visit("/licenses");
  const rows = page.getByRole("table", { name: "Licenses" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(26);
  await page.getByRole("searchbox", { name: "Filter products" }).pressSequentially("visio");
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL("/licenses?q=visio");
  await page.reload();
  await expect(rows).toHaveCount(2);
  await visit("/licenses?q=nothing+like+this");
  await expect(page.getByRole("heading", { name: "No product matches" })).toBeVisible();
  const box = page.getByRole("searchbox", { name: "Filter products" });
  await expect(box).toHaveValue("nothing like this");
  await press(page.getByRole("link", { name: "Show all products" }));
  await expect(rows).toHaveCount(26);
  await expect(box).toHaveValue("");
  await page.goBack();
  await expect(box).toHaveValue("nothing like this");
});

test("holders are searched, filtered, sorted and paged, each in the address", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/SPE_E3");
  const rows = page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(50);
  await press(page.getByRole("link", { name: "Next page" }));
  await expect(rows).toHaveCount(15);
  await expect(page).toHaveURL(/after=/);
  await press(page.getByRole("link", { name: "First page" }));
  await expect(rows).toHaveCount(50);

  await page.getByRole("combobox", { name: "Assigned by" }).selectOption("Assigned by a group");
  await expect(page).toHaveURL("/licenses/SPE_E3?source=group");
  await expect(rows).toHaveCount(28);
  await expect(rows.filter({ hasText: "Chiyo Tanaka" })).toContainText("Sales");

  await page.getByRole("searchbox", { name: "Search users" }).pressSequentially("tan");
  await expect(page).toHaveURL("/licenses/SPE_E3?search=tan&source=group");
  await expect(rows).toHaveCount(1);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Chiyo Tanaka");
});

test("the groups that assign a product are a tab of its page", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3");
  await press(page.getByRole("navigation", { name: "Who has it" }).getByRole("link", { name: "Groups" }));
  await expect(page).toHaveURL("/licenses/SPE_E3?tab=groups");
  await expect(page.getByRole("table", { name: "Groups" })).toContainText("Sales");
  await visit("/licenses/VISIOCLIENT?tab=groups");
  await expect(page.getByRole("heading", { name: "No group assigns this product" })).toBeVisible();
});

test("lists are saved as files", async ({ page, visit, press }) => {
  const save = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      press(page.getByRole("link", { name, exact: true })),
    ]);
    return (await readFile(await download.path(), "utf8")).split("\r\n");
  };
  await visit("/licenses");
  const products = await save("Export");
  expect(products).toHaveLength(26 + 2);
  await visit("/licenses/VISIOCLIENT");
  const users = await save("Export users");
  expect(users).toHaveLength(5 + 2);
  await visit("/licenses/SPE_E3?tab=groups");
  const groups = await save("Export groups");
  expect(groups).toHaveLength(1 + 2);
  await visit("/settings/admins");
  const admins = await save("Export admins");
  expect(admins).toHaveLength(7 + 2);
  // By this mark spreadsheets know that it is UTF-8.
  for (const [first] of [products, users, groups, admins]) expect(first).toMatch(/^\ufeff\w/);
});

test("an address that names nothing says so and leads on", async ({ page, visit, press, trouble }) => {
  trouble.expect(/status of 404/);
  await visit("/licenses/NO_SUCH_PRODUCT");
  await expect(page.getByRole("heading", { name: "That doesn't exist" })).toBeVisible();
  await visit("/no/such/page");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await press(page.getByRole("link", { name: "Go to Home" }));
  await expect(page).toHaveURL("/home");
});
