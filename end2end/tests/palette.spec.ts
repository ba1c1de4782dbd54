import { Palette } from "../support/palette.ts";
import { axeClean, expect, test } from "../support/test.ts";

test("the palette goes to a page, a product and a user", async ({ page, visit, press }) => {
  await visit("/licenses");
  const palette = new Palette(page);
  const open = page.getByRole("banner").getByRole("button", { name: "Search or go to" });
  await press(open);
  await expect(palette.box).toBeFocused();
  await press(palette.option(/^Active users/));
  await expect(page).toHaveURL("/users");
  await expect(page.getByRole("main")).toBeFocused();
  await expect(palette.dialog).toBeHidden();

  await press(open);
  await palette.box.fill("visio 2");
  await press(palette.group("Products").getByRole("option", { name: /^Visio Plan 2/ }));
  await expect(page).toHaveURL("/licenses/VISIOCLIENT");

  await press(open);
  await palette.box.fill("eli");
  await press(palette.group("Users").getByRole("option", { name: /^Elif Demir/ }));
  await expect(page.getByRole("dialog", { name: "Elif Demir" })).toBeVisible();
  await expect(page).toHaveURL(/\/users\/[-0-9a-f]+\/licenses$/);
});

test("a command of the palette opens the pane that does it", async ({ page, visit, press }) => {
  await visit("/users");
  await page.keyboard.press("Control+k");
  const palette = new Palette(page);
  await palette.box.fill("assign spe_e3");
  await expect(palette.current).toContainText("Assign Microsoft 365 E3");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/licenses/SPE_E3/assign");
  await expect(page.getByRole("combobox", { name: "Users" })).toBeFocused();
  await press(page.getByRole("dialog").getByRole("link", { name: "Close" }).first());
  await expect(page.getByRole("main")).toBeFocused();
});

test("every verb leads to where it is done, and the parts of the settings are places", async ({
  page,
  visit,
}) => {
  const palette = new Palette(page);
  for (const [typed, label, url] of [
    ["unassign visioclient", "Unassign Visio Plan 2", "/licenses/VISIOCLIENT"],
    ["manage", "Manage product licenses", "/users"],
    ["change visioclient", "Change apps and services of Visio Plan 2", "/licenses/VISIOCLIENT"],
    ["buy visioclient", "Buy licenses of Visio Plan 2", /\/products\/[-0-9a-f]+\/buy$/],
    [
      "remove seats exchangestandard",
      "Remove licenses of Exchange Online",
      /\/products\/[-0-9a-f]+\/remove$/,
    ],
    ["block elif", "Block sign-in of Elif Demir", /\/users\/block\?users=[-0-9a-f]+$/],
    ["dark appearance", "Light or dark appearance", "/settings"],
    ["thresholds", "Thresholds", "/settings/thresholds"],
  ] as const) {
    await visit("/licenses");
    await page.keyboard.press("Control+k");
    await palette.box.fill(typed);
    await expect(palette.current).toContainText(label);
    await page.keyboard.press("Enter");
    await expect(palette.dialog).toBeHidden();
    await expect(page).toHaveURL(url);
  }
  await page.keyboard.press("Control+k");
  await palette.box.fill("take control");
  await expect(palette.current).toContainText("Take control of Visio Plan 1");
  await palette.box.fill("buy a product");
  await expect(palette.current).toContainText("Buy a product");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/products/buy");
  await expect(page.getByRole("dialog", { name: "Buy a product" })).toBeVisible();
});

test("the palette has no accessibility violation, and says when nothing matches", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses");
  await press(page.getByRole("button", { name: "Search or go to" }));
  const palette = new Palette(page);
  await expect(palette.option(/^Licenses/)).toBeVisible();
  await axeClean(page);
  await palette.box.fill("mar");
  await expect(palette.group("Users").getByRole("option").first()).toBeVisible();
  await axeClean(page);
  await palette.box.fill("nothing like this");
  await expect(palette.status).toHaveText(
    "Nothing matches “nothing like this”. Try fewer letters, or a part number.",
  );
  await axeClean(page);
  await press(palette.dialog.getByRole("button", { name: "Close" }));
  await expect(palette.dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Search or go to" })).toBeFocused();
});

test.describe("a billing admin", () => {
  test.use({ who: "billing admin" });

  test("finds what the roles don't allow, off, with the reason", async ({ page, visit }) => {
    await visit("/licenses");
    await page.keyboard.press("Control+k");
    const palette = new Palette(page);
    await palette.box.fill("assign visio plan 2");
    const option = palette.option(/^Assign Visio Plan 2/);
    await expect(option).toHaveAttribute("aria-disabled", "true");
    await expect(option).toContainText(
      "You don't have permission to assign licenses. Ask a Global, License or User admin.",
    );
    await page.keyboard.press("Enter");
    await expect(palette.dialog).toBeVisible();
    await expect(page).toHaveURL("/licenses");
    await palette.box.fill("change visioclient");
    await expect(palette.option(/^Change apps and services/)).toHaveAttribute("aria-disabled", "true");
    await palette.box.fill("buy visioclient");
    await expect(palette.option(/^Buy licenses of Visio Plan 2/)).not.toHaveAttribute("aria-disabled");
  });
});
