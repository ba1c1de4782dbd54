import { readFile } from "node:fs/promises";
import { Pane } from "../support/pane.ts";
import { axeClean, expect, test } from "../support/test.ts";

test("a guest is invited, accepts, gets a license and is found by the filter", async ({
  page,
  visit,
  press,
  browser,
  server,
  trouble,
}) => {
  await visit("/guest-users");
  await axeClean(page);
  await press(page.getByRole("link", { name: "Invite a guest" }));
  const invite = new Pane(page, press, "Invite a guest");
  await expect(invite.button("Invite")).toHaveAccessibleDescription("Enter the guest's mail address first.");
  await invite.dialog.getByLabel("Mail address").fill("mei.tanaka@hoshi.example");
  await invite.dialog.getByLabel("Display name").fill("Mei Tanaka");
  await expect(invite.outcome).toHaveText(
    "mei.tanaka@hoshi.example becomes a guest, and can accept by a link for 7 days. No seat is used.",
  );
  await axeClean(page);
  await press(invite.button("Invite"));
  await expect(invite.done).toBeFocused();
  await axeClean(page);
  const link = await invite.dialog.getByLabel("Invitation link").inputValue();
  expect(link).toMatch(new RegExp(`^${server.url}/invitation\\?token=[0-9a-f]{64}$`));
  await press(invite.dialog.locator(".foot").getByRole("link", { name: "Close" }));
  const row = page.getByRole("row").filter({ hasText: "Mei Tanaka" });
  await expect(row).toContainText("Pending acceptance");

  // The guest has a browser of their own, and is signed in nowhere.
  const context = await browser.newContext({ storageState: undefined });
  const theirs = await context.newPage();
  trouble.watch(theirs, true);
  await theirs.goto(link);
  await expect(
    theirs.getByText(/Ida Marsh invites you to work with Northlight Labs as a guest/),
  ).toBeVisible();
  await axeClean(theirs);
  await theirs.getByRole("button", { name: "Accept invitation" }).click();
  await expect(theirs.getByText(/^You accepted on .+, and are a guest of Northlight Labs\./)).toBeVisible();
  await axeClean(theirs);
  await context.close();

  await page.reload();
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await expect(row).toContainText("Accepted");
  await press(row.getByRole("link", { name: "Update license assignments" }));
  const update = new Pane(page, press, "Update license assignments");
  await update.dialog.getByLabel("Select location").selectOption("Japan");
  await press(update.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await press(update.dialog.getByText("Apps and services", { exact: true }));
  await axeClean(page);
  await update.carryOut("Save changes");
  await press(update.dialog.locator(".foot").getByRole("link", { name: "Close" }));
  await expect(row).toContainText("Visio Plan 2");

  await visit("/users?filter=guests");
  await expect(page.getByRole("row").filter({ hasText: "Mei Tanaka" })).toContainText("Visio Plan 2");
});

test("a revoked invitation says so, and a renewed one has another link", async ({
  page,
  visit,
  press,
  browser,
}) => {
  await visit("/guest-users/invite");
  const invite = new Pane(page, press, "Invite a guest");
  await invite.dialog.getByLabel("Mail address").fill("noor@hoshi.example");
  await press(invite.button("Invite"));
  const old = await invite.dialog.getByLabel("Invitation link").inputValue();
  await press(invite.dialog.locator(".foot").getByRole("link", { name: "Close" }));
  await press(page.getByRole("link", { name: /^noor@hoshi\.example/ }));
  const pane = new Pane(page, press, "noor@hoshi.example");
  await expect(pane.dialog.getByText(/^Pending acceptance: the link works until/)).toBeVisible();
  await axeClean(page);
  await press(pane.button("Revoke invitation"));
  await expect(
    pane.dialog.getByText("The invitation is revoked. Its link doesn't work any more."),
  ).toBeVisible();
  const context = await browser.newContext({ storageState: undefined });
  const theirs = await context.newPage();
  await theirs.goto(old);
  await expect(theirs.getByText(/^This invitation was taken back\./)).toBeVisible();
  await axeClean(theirs);

  await expect(pane.dialog.getByText("A link for 7 days.", { exact: true })).toBeVisible();
  await press(pane.button("Invite"));
  const link = pane.dialog.getByLabel("Invitation link");
  await expect(link).not.toHaveValue(old);
  await theirs.goto(old);
  await expect(theirs.getByText(/^This link opens no invitation\./)).toBeVisible();
  await theirs.goto(await link.inputValue());
  await expect(theirs.getByRole("button", { name: "Accept invitation" })).toBeVisible();
  await context.close();

  await visit("/home");
  const recent = page.getByRole("region", { name: "Recent changes" });
  await expect(recent).toContainText("The invitation of noor@hoshi.example was revoked.");
  await expect(recent).toContainText("The invitation of noor@hoshi.example was renewed.");
});

test("whoever invites again because the answer was lost gets the link, and one guest is there", async ({
  page,
  visit,
  press,
  trouble,
}) => {
  trouble.expect(/net::ERR_FAILED/);
  await visit("/guest-users/invite");
  const invite = new Pane(page, press, "Invite a guest");
  await invite.dialog.getByLabel("Mail address").fill("lea@hoshi.example");
  await invite.dialog.getByLabel("Display name").fill("Lea Okoro");
  await page.route(
    "**/api/invite-guest",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await press(invite.button("Invite"));
  await expect(invite.dialog.getByText("Usher can't be reached")).toBeVisible();
  await press(invite.button("Invite"));
  await expect(invite.done).toBeFocused();
  await expect(invite.dialog.getByLabel("Invitation link")).toHaveValue(/token=[0-9a-f]{64}$/);
  await press(invite.dialog.locator(".foot").getByRole("link", { name: "Close" }));
  await expect(page.getByRole("row").filter({ hasText: "Lea Okoro" })).toHaveCount(1);
});

test("somebody who is invited already can be invited again from there", async ({ page, visit, press }) => {
  await visit("/guest-users/invite");
  const invite = new Pane(page, press, "Invite a guest");
  const mail = invite.dialog.getByLabel("Mail address");
  await mail.fill("lea@hoshi.example");
  await press(invite.button("Invite"));
  await expect(invite.done).toBeFocused();
  await press(invite.button("Invite another"));
  await expect(mail).toBeFocused();
  await mail.fill("Lea@hoshi.example");
  const problem = invite.problem("This address can't be invited");
  await expect(problem).toContainText("lea@hoshi.example is a guest here already, and hasn't accepted yet.");
  await axeClean(page);
  await press(problem.getByRole("link", { name: "Invite again" }));
  const pane = new Pane(page, press, "lea@hoshi.example");
  await press(pane.button("Invite again"));
  await expect(pane.dialog.getByLabel("Invitation link")).toHaveValue(/token=[0-9a-f]{64}$/);
});

test("an address that can't be invited is said so, and nothing typed is lost", async ({
  page,
  visit,
  press,
}) => {
  await visit("/guest-users/invite");
  const invite = new Pane(page, press, "Invite a guest");
  const mail = invite.dialog.getByLabel("Mail address");
  await mail.fill("ida@northlight.example");
  await invite.dialog.getByLabel("Message").fill("Hello!");
  await expect(invite.outcome).toHaveText(
    "ida@northlight.example belongs to your own organization. Add a user instead of a guest.",
  );
  await mail.fill("ken&ji@hoshi.example");
  const why = "An invited mail address can't contain &. Ask the guest for another address.";
  await expect(invite.outcome).toHaveText(why);
  await expect(invite.button("Invite")).toHaveAccessibleDescription(why);
  await axeClean(page);
  await expect(invite.dialog.getByLabel("Mail address")).toHaveValue("ken&ji@hoshi.example");
  await expect(invite.dialog.getByLabel("Message")).toHaveValue("Hello!");
});

test("the guests whom the search finds are saved as a file", async ({ page, visit, press }) => {
  await visit("/guest-users?search=lundgaard");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    press(page.getByRole("link", { name: "Export guests" })),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(1 + 1);
  expect(lines[1]).toContain("Anna Lundgaard,anna.lund@fjordworks.example,Not invited by Usher,");
});

for (const [who, mayInvite] of [
  ["license admin", false],
  ["user admin", true],
] as const) {
  test.describe(`a ${who}`, () => {
    test.use({ who });

    test(`sees that only a Global admin assigns to guests (${who})`, async ({ page, visit }) => {
      await visit("/guest-users");
      const update = page.getByRole("link", { name: "Update license assignments" }).first();
      await expect(update).toHaveAttribute("aria-disabled", "true");
      await expect(update).toHaveAccessibleDescription("Only a Global admin can assign licenses to guests.");
      const invite = page.getByRole("link", { name: "Invite a guest" });
      await expect(invite).toHaveAttribute(mayInvite ? "href" : "aria-disabled", /./);
    });
  });
}
