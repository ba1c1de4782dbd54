import type { Page } from "@playwright/test";
import { AssignPane, Pane } from "../support/pane.ts";
import { hide } from "../support/seen.ts";
import type { Server } from "../support/server.ts";
import { admins, fillIn, password } from "../support/sign_in.ts";
import { axeClean, expect, test } from "../support/test.ts";

const bulletin = (page: Page) => page.locator(".frame > .bulletin");

/** How many seats of a product are assigned, as the command line tells it. */
async function assigned(server: Server, product: string): Promise<number | undefined> {
  const products = await server.usher<{ part_number: string; assigned: number }[]>("products");
  return products.find((one) => one.part_number === product)?.assigned;
}

/** Orders wait on their way to the server until they are let go. Answers how. */
async function holdOrders(page: Page): Promise<() => void> {
  let letGo = (): void => {};
  const free = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/api/submit", async (route) => {
    await free;
    await route.continue();
  });
  return letGo;
}

/** Requests to these addresses get lost, as long as `here` says so; `after` that the server has answered them. */
async function lose(page: Page, addresses: string, net: { lost: boolean }, after = false): Promise<void> {
  await page.route(addresses, async (route) => {
    if (!net.lost) return route.continue();
    if (after) await route.fetch();
    await route.abort();
  });
}

/** Nothing gets lost any more, and the browser says that it is online again. */
async function restore(page: Page, net: { lost: boolean }): Promise<void> {
  net.lost = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
}

test.describe("an order on its way", () => {
  test("stays as it was sent, and is given once", async ({ page, visit, press, server }) => {
    await visit("/licenses/VISIOCLIENT/assign");
    const pane = new AssignPane(page, press);
    await pane.choose("Elif Demir", "Femi Adeyemi");
    await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
    const letGo = await holdOrders(page);
    await press(pane.button("Assign"));
    await expect(pane.button("Assign")).toHaveAttribute("aria-busy", "true");
    await expect(pane.box).toBeDisabled();
    await expect(pane.button("Remove Elif Demir")).toBeDisabled();
    await expect(pane.dialog.getByRole("link", { name: "Cancel" })).toHaveCount(0);
    await axeClean(page);
    await pane.button("Assign").dispatchEvent("click");
    letGo();
    await expect(pane.done).toBeFocused();
    await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
    await expect(pane.dialog.getByText("Entry 1 in the ledger.")).toBeVisible();
    expect(await assigned(server, "VISIOCLIENT")).toBe(7);
  });

  test("shows that at the button that was pressed", async ({ page, visit, press }) => {
    await visit("/licenses/ENTERPRISEPREMIUM/assign");
    const pane = new AssignPane(page, press);
    await pane.choose("Elif Demir", "Femi Adeyemi");
    const some = pane.button("Assign to the 1 who can");
    await expect(some).not.toHaveAttribute("aria-disabled", "true");
    const letGo = await holdOrders(page);
    await press(some);
    await expect(some).toHaveAttribute("aria-busy", "true");
    await expect(pane.button("Assign")).not.toHaveAttribute("aria-busy", "true");
    await expect(pane.button("Assign")).toHaveAccessibleDescription("Being carried out.");
    await some.dispatchEvent("click");
    letGo();
    await expect(pane.done).toBeFocused();
    await expect(pane.dialog.getByText("Entry 1 in the ledger.")).toBeVisible();
  });

  for (const [way, leave] of Object.entries({
    "the back button": (page: Page) => page.goBack().then(() => {}),
    Escape: (page: Page) => page.keyboard.press("Escape"),
    "the link in its foot": (_page: Page, pane: Pane) =>
      pane.press(pane.dialog.locator(".foot").getByRole("link", { name: "Close" })),
  })) {
    test(`tells whoever leaves by ${way} what came of it`, async ({ page, visit, press }) => {
      await visit("/licenses/VISIOCLIENT");
      await press(page.getByRole("link", { name: "Assign licenses", exact: true }));
      const pane = new AssignPane(page, press);
      await pane.choose("Elif Demir");
      await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
      const letGo = await holdOrders(page);
      await press(pane.button("Assign"));
      await expect(pane.box).toBeDisabled();
      await leave(page, pane);
      await expect(pane.dialog).toBeHidden();
      await expect(bulletin(page)).toContainText("What you asked for is being carried out.");
      letGo();
      await expect(bulletin(page)).toContainText(
        "Done: 1 user gets Visio Plan 2; 4 of 10 seats left. Entry 1 in the ledger.",
      );
      await expect(page.getByRole("row").filter({ hasText: "Elif Demir" })).toContainText("Direct");
    });
  }

  test("is told in another part of the user's pane too", async ({ page, visit, press }) => {
    await visit("/users?search=elif");
    await press(page.getByRole("link", { name: "Elif Demir" }));
    const pane = new Pane(page, press, "Elif Demir");
    await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
    await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
    const letGo = await holdOrders(page);
    await press(pane.button("Save changes"));
    await expect(pane.button("Save changes")).toHaveAttribute("aria-busy", "true");
    await press(pane.dialog.getByRole("link", { name: "Account", exact: true }));
    await expect(pane.dialog.getByText("What you asked for is being carried out.")).toBeVisible();
    letGo();
    await expect(
      pane.dialog.getByText(/^Done: 1 user gets Visio Plan 2;.* Entry 1 in the ledger\.$/),
    ).toBeVisible();
  });

  test("isn't left without the passwords that it gives", async ({ page, visit, press }) => {
    await visit("/users/add");
    const pane = new Pane(page, press, "Add a user");
    await pane.dialog.getByLabel("Display name").fill("Nora Nyström");
    await pane.dialog.getByLabel("Username").fill("nora");
    await press(pane.button("4. Review and finish"));
    await expect(pane.outcome).toContainText("1 user added");
    const letGo = await holdOrders(page);
    await press(pane.button("Finish adding"));
    await expect(pane.button("Finish adding")).toHaveAttribute("aria-busy", "true");
    await page.keyboard.press("Escape");
    const question = page.getByRole("dialog", { name: "Leave without the passwords?" });
    await axeClean(page);
    await press(question.getByRole("button", { name: "Stay" }));
    await expect(question).toBeHidden();
    letGo();
    await expect(pane.done).toBeVisible();
  });

  test("tells whoever left that it was not done, and why", async ({
    page,
    visit,
    press,
    server,
    trouble,
  }) => {
    trouble.expect(/status of 409/);
    await visit("/licenses/VISIOCLIENT");
    await press(page.getByRole("link", { name: "Assign licenses", exact: true }));
    const pane = new AssignPane(page, press);
    await pane.choose("Elif Demir", "Femi Adeyemi");
    await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
    const letGo = await holdOrders(page);
    await press(pane.button("Assign"));
    await expect(pane.box).toBeDisabled();
    await page.goBack();
    await hide(page); // or it would be told what was done meanwhile
    await server.usher("assign", "--product", "VISIOCLIENT", "--user", "elif@northlight.example");
    letGo();
    await expect(bulletin(page)).toContainText("What you asked for was not done. Nothing was changed.");
    expect(await assigned(server, "VISIOCLIENT")).toBe(6);
  });
});

test("an order whose answer was lost is sent again by itself, takes effect once, and is told", async ({
  page,
  visit,
  press,
  server,
  trouble,
}) => {
  trouble.expect(/net::ERR_FAILED/);
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir");
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  const net = { lost: true };
  await lose(page, "**/api/submit", net, true);
  await press(pane.button("Assign"));
  const open = pane.problem("It isn't known yet whether the last try was carried out");
  await expect(open).toContainText("Usher can't be reached. It is tried again by itself");
  await expect(pane.button("Try again")).not.toHaveAttribute("aria-disabled", "true");
  // What was asked for can't be lost, and what it changed itself doesn't speak against it.
  await expect(pane.box).toBeDisabled();
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await axeClean(page);
  await restore(page, net);
  await expect(pane.done).toBeFocused();
  await expect(pane.dialog.getByText("Entry 1 in the ledger.")).toBeVisible();
  expect(await assigned(server, "VISIOCLIENT")).toBe(6);
});

test("whoever leaves an order that isn't answered is told that nobody knows", async ({
  page,
  visit,
  press,
  trouble,
}) => {
  trouble.expect(/net::ERR_FAILED/);
  await visit("/licenses/VISIOCLIENT");
  await press(page.getByRole("link", { name: "Assign licenses", exact: true }));
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir");
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
  await lose(page, "**/api/submit", { lost: true });
  await press(pane.button("Assign"));
  await expect(pane.problem("It isn't known yet whether the last try was carried out")).toBeVisible();
  await press(pane.dialog.locator(".foot").getByRole("link", { name: "Close" }));
  await expect(bulletin(page)).toContainText("Usher didn't answer, so it isn't known whether");
});

test("what was wrong with an earlier try is said until something else is asked for", async ({
  page,
  visit,
  press,
  server,
  trouble,
}) => {
  trouble.expect(/status of 409/);
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi");
  await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
  await hide(page); // or it would show by itself that something changed
  await server.usher("assign", "--product", "VISIOCLIENT", "--user", "elif@northlight.example");
  await press(pane.button("Assign"));
  const changed = pane.problem("Something changed while you were looking");
  await expect(changed).toBeVisible();
  await press(pane.button("Remove Elif Demir"));
  await expect(changed).toBeHidden();
  await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 3 of 10 seats left.");
  await pane.carryOut("Assign");
});

test.describe("what the server couldn't tell", () => {
  test("is asked again by itself, in the assign pane", async ({ page, visit, press, trouble }) => {
    trouble.expect(/net::ERR_FAILED/);
    await visit("/licenses/VISIOCLIENT/assign");
    const pane = new AssignPane(page, press);
    const net = { lost: true };
    await lose(page, "**/api/facts", net);
    await pane.choose("Elif Demir");
    await expect(pane.outcome).toHaveText(/^Check the connection and try again\./);
    await expect(pane.button("Try again")).toBeVisible();
    await axeClean(page);
    await restore(page, net);
    await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
    await expect(pane.button("Try again")).toHaveCount(0);
    await pane.carryOut("Assign");
  });

  test("is asked again by itself, while a name is typed", async ({ page, visit, press, trouble }) => {
    trouble.expect(/net::ERR_FAILED/);
    await visit("/licenses/VISIOCLIENT/assign");
    const pane = new AssignPane(page, press);
    const net = { lost: true };
    await lose(page, "**/api/find-users*", net);
    await pane.box.pressSequentially("elif");
    await expect(pane.button("Try again")).toBeVisible();
    await restore(page, net);
    await expect(pane.option("Elif Demir")).toBeVisible();
    await expect(pane.button("Try again")).toHaveCount(0);
  });

  test("is asked again by itself, in the unassign pane", async ({ page, visit, press, trouble }) => {
    trouble.expect(/net::ERR_FAILED/);
    await visit("/licenses/VISIOCLIENT");
    const net = { lost: true };
    await lose(page, "**/api/facts", net);
    await press(page.getByRole("row").nth(1).getByRole("checkbox"));
    await press(page.getByRole("link", { name: "Unassign licenses" }));
    const pane = new Pane(page, press, "Unassign licenses");
    await expect(pane.outcome).toHaveText(/^Check the connection and try again\./);
    await restore(page, net);
    await expect(pane.outcome).toHaveText("1 user loses Visio Plan 2; 6 of 10 seats left.");
  });

  test("is asked again at a press, where that may help", async ({ page, visit, press, trouble }) => {
    trouble.expect(/status of 500/);
    await visit("/licenses/VISIOCLIENT/assign");
    const pane = new AssignPane(page, press);
    const fault = { status: 500, json: { fault: { reference: "4F2A90C1" } } };
    await page.route("**/api/facts", (route) => route.fulfill(fault));
    await pane.choose("Elif Demir");
    await expect(pane.outcome).toContainText("tell your operator the reference 4F2A90C1");
    await page.unroute("**/api/facts");
    await press(pane.button("Try again"));
    await expect(pane.outcome).toHaveText("1 user gets Visio Plan 2; 4 of 10 seats left.");
    await expect(pane.outcome).toBeFocused();
  });
});

test.describe("when the session has ended", () => {
  for (const [who, kept] of [
    ["global admin", 2],
    ["license admin", 0],
  ] as const) {
    const whoever = kept > 0 ? "whoever chose it" : "somebody else";
    test(`what was chosen is ${kept > 0 ? "" : "not "}there again for ${whoever}`, async ({
      page,
      visit,
      press,
      trouble,
    }) => {
      trouble.expect(/status of 401/);
      await visit("/licenses/VISIOCLIENT/assign");
      const pane = new AssignPane(page, press);
      await pane.choose("Elif Demir", "Femi Adeyemi");
      await press(pane.dialog.getByText("Turn apps and services on or off"));
      await press(pane.dialog.getByRole("checkbox", { name: "Visio Web App" }));
      await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
      await page.context().clearCookies();
      await press(pane.button("Assign"));
      const signedOut = pane.problem("You're signed out");
      await expect(signedOut).toBeVisible();
      const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
      expect(stored).toContain("/licenses/VISIOCLIENT/assign");
      expect(stored).not.toContain("Elif");

      await press(signedOut.getByRole("link", { name: "Sign in" }));
      await fillIn(page, admins[who], password);
      await expect(page).toHaveURL("/licenses/VISIOCLIENT/assign");
      await pane.opened();
      await expect(pane.chips).toHaveCount(kept);
      await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
      if (kept > 0) {
        await expect(pane.dialog.getByText(/1 of \d+ off/)).toBeVisible();
        await expect(pane.outcome).toHaveText("2 users get Visio Plan 2; 3 of 10 seats left.");
        await pane.carryOut("Assign");
      }
    });
  }
});

test("before and after an order for those who can, everybody is named with the reason", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/ENTERPRISEPREMIUM/assign");
  const pane = new AssignPane(page, press);
  await pane.choose("Elif Demir", "Femi Adeyemi", "Huda Bin Saif", "Sneha Joshi");
  const foretold = pane.dialog
    .getByRole("group")
    .filter({ hasText: "Elif Demir can; Femi Adeyemi and 2 others would be left out" });
  await expect(foretold).toContainText("1 user gets Office 365 E5; 3 users left out; 0 of 6 seats left.");
  await press(foretold.locator("summary").first());
  const everybody = foretold.getByRole("list").first();
  await expect(everybody.getByRole("listitem").first()).toContainText("Gets Office 365 E5");
  await expect(everybody.getByRole("listitem").last()).toContainText(
    "Left out: the seats of Office 365 E5 don't reach for everybody.",
  );
  await press(everybody.getByText("Femi Adeyemi and 2 others"));
  await expect(everybody.getByText("Femi Adeyemi, Huda Bin Saif and Sneha Joshi")).toBeVisible();
  await axeClean(page);

  await pane.carryOut("Assign to the 1 who can");
  await expect(pane.outcome).toHaveText("1 user gets Office 365 E5; 3 users left out; 0 of 6 seats left.");
  const leftOut = pane.problem("Left out");
  await expect(leftOut).toContainText(
    "The seats of Office 365 E5 didn't reach for everybody: 1 was left, 4 were needed.",
  );
  await press(leftOut.getByText("Femi Adeyemi and 2 others"));
  await expect(leftOut.getByText("Femi Adeyemi, Huda Bin Saif and Sneha Joshi")).toBeVisible();
  await axeClean(page);
});
