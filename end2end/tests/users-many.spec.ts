import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { command } from "../support/commands.ts";
import { Pane, type Press } from "../support/pane.ts";
import { fillIn } from "../support/sign_in.ts";
import { axeClean, expect, test } from "../support/test.ts";

const title = "Add multiple users";

/** Rows of a list: two that can be added, and three that can't. */
const mixed = [
  "Username,First name,Display name,Mobile phone,Department,Country or region",
  'nora@northlight.example,Nora,"Nyström, Nora",+46 70 123,Sales,Sweden',
  "elif@northlight.example,Elif,Elif Two,,Sales,",
  "nils,Nils,Nils Nyström,,Sales,",
  "nora@northlight.example,Nora,Nora Again,,Sales,",
  "ola@northlight.example,Ola,Ola Berg,,Sales,Nowhere",
].join("\r\n");

/** Opens the pane from the list, and chooses a file with this content. */
async function choose(page: Page, press: Press, content: string | Buffer): Promise<Pane> {
  await command(page, press, title);
  const pane = new Pane(page, press, title);
  await expect(pane.button("Next")).toHaveAccessibleDescription("Choose a file first.");
  await upload(pane, content);
  return pane;
}

async function upload(pane: Pane, content: string | Buffer): Promise<void> {
  await pane.dialog.getByLabel("Upload CSV file with your user information").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(content),
  });
}

/** Goes on to the step with this heading. */
async function next(pane: Pane, heading: string): Promise<void> {
  await pane.press(pane.button("Next"));
  await expect(pane.dialog.getByRole("heading", { name: heading })).toBeFocused();
  await axeClean(pane.page);
}

/** Presses the button, and reads what is saved. */
async function saved(pane: Pane, button: string): Promise<[Download, string]> {
  const [download] = await Promise.all([pane.page.waitForEvent("download"), pane.press(pane.button(button))]);
  return [download, await readFile(await download.path(), "utf8")];
}

test("those who can are added with licenses, and the others come back as a file to correct", async ({
  page,
  visit,
  press,
  browser,
  server,
}) => {
  await visit("/users");
  const pane = await choose(page, press, mixed);
  await expect(pane.dialog.getByText("people.csv: 5 rows")).toBeVisible();
  await expect(pane.problem("Some columns are left out")).toContainText("Mobile phone");
  await axeClean(page);

  await next(pane, "Assign product licenses");
  await pane.dialog.getByRole("combobox", { name: "Select location" }).selectOption("Iceland");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await axeClean(page);

  await next(pane, "Review and finish");
  await expect(pane.outcome).toHaveText(
    "2 users added; 2 users get Visio Plan 2; 2 usage locations set; 3 of 10 seats left.",
  );
  await expect(pane.button("Save changes")).toHaveAccessibleDescription(
    "Not all rows can be added. Correct the file, or add only those that can be.",
  );
  const failing = pane.problem("3 of 5 rows can't be added");
  await expect(failing.getByRole("listitem").filter({ hasText: "Line 3" })).toContainText(
    "The username elif@northlight.example is taken, by Elif Demir. Choose another username.",
  );
  await expect(failing.getByRole("listitem").filter({ hasText: "Line 4: nils" })).toContainText(
    "Write it like ida@northlight.example.",
  );
  await expect(failing.getByRole("listitem").filter({ hasText: "Line 5" })).toContainText(
    "which line 2 has already",
  );
  const [before, told] = await saved(pane, "Download these rows with the reasons");
  expect(before.suggestedFilename()).toBe("users-not-added.csv");
  expect(told.trim().split("\r\n")).toHaveLength(4);

  await press(pane.button("Add the 2 that can be added"));
  await expect(pane.done).toBeFocused();
  await expect(
    pane.dialog.getByText(
      "2 users added; 2 users get Visio Plan 2; 2 usage locations set; 3 of 10 seats left.",
    ),
  ).toBeVisible();
  await expect(pane.dialog.getByText(/^Entry [\d,]+ in the ledger\.$/)).toBeVisible();
  await axeClean(page);
  const results = (await saved(pane, "Download the results"))[1];
  expect(results).toMatch(/2,nora@northlight\.example,"Nyström, Nora",Added,[a-z2-9-]{19},\r\n/);
  expect(results).toMatch(/4,nils,Nils Nyström,Not added,,/);
  const [download, failed] = await saved(pane, "Download the rows that weren't added");
  expect(download.suggestedFilename()).toBe("users-not-added.csv");
  const lines = failed.trim().split("\r\n");
  expect(lines[0]).toBe("Reason,Username,First name,Display name,Mobile phone,Department,Country or region");
  expect(lines.slice(1).map((line) => /,(elif@|nils,|nora@)/.exec(line)?.[1])).toEqual([
    "elif@",
    "nils,",
    "nora@",
  ]);

  await press(pane.button("Write a quick-start message"));
  await expect(pane.dialog.getByRole("textbox", { name: "Quick-start message" })).toHaveValue(
    /you now have Visio Plan 2\./,
  );
  await expect(pane.dialog.getByText("For 2 users.")).toBeVisible();

  // What was corrected in that file is chosen in the next one.
  await press(pane.button("Add more users"));
  const corrected = failed
    .replace(",elif@", ",elif.two@")
    .replace(",nils,", ",nils@northlight.example,")
    .replace(",nora@", ",nora.two@");
  await upload(pane, corrected);
  await expect(pane.dialog.getByText("people.csv: 3 rows")).toBeVisible();
  await press(pane.button("3. Review and finish"));
  await expect(pane.outcome).toHaveText("3 users added; 3 usage locations set.");
  await pane.carryOut("Save changes");
  await expect(pane.button("Write a quick-start message")).toBeHidden();
  await pane.close();

  await page.getByRole("searchbox", { name: "Search users" }).fill("nyström");
  await expect(page.getByRole("row").filter({ hasText: "nora@northlight.example" })).toContainText(
    "Visio Plan 2",
  );
  await expect(page.getByRole("row").filter({ hasText: "nils@northlight.example" })).toContainText(
    "Unlicensed",
  );

  const password = /nora@[^\r]*,Added,([a-z2-9-]{19}),/.exec(results)?.[1] ?? "";
  const context = await browser.newContext({ storageState: undefined });
  const theirs = await context.newPage();
  await theirs.goto(`${server.url}/sign-in`);
  await fillIn(theirs, "nora@northlight.example", password);
  await expect(theirs.getByText("Choose one that only you know")).toBeVisible();
  await context.close();
});

test("the button that was pressed says that it is under way, and the other doesn't", async ({
  page,
  visit,
  press,
}) => {
  await visit("/users");
  const pane = await choose(page, press, mixed);
  await press(pane.button("3. Review and finish"));
  const part = pane.button("Add the 2 that can be added");
  await expect(part).toBeVisible();
  let answer = (): void => {};
  const held = new Promise<void>((done) => (answer = done));
  await page.route("**/api/submit-many*", async (route) => {
    await held;
    await route.continue();
  });
  await press(part);
  await expect(part).toHaveAttribute("aria-busy", "true");
  await expect(pane.button("Save changes")).not.toHaveAttribute("aria-busy", "true");
  answer();
  await expect(pane.done).toBeFocused();
});

test("each row's country can be its location, and one that is none is said", async ({
  page,
  visit,
  press,
}) => {
  await visit("/users");
  const pane = await choose(page, press, mixed);
  await next(pane, "Assign product licenses");
  await press(
    pane.dialog.getByRole("checkbox", { name: /^Take the location from each row's country or region/ }),
  );
  await next(pane, "Review and finish");
  const failing = pane.problem("4 of 5 rows can't be added");
  await expect(failing.getByRole("listitem").filter({ hasText: "Line 6" })).toContainText(
    'Country or region is "Nowhere", which is no country.',
  );
  await press(pane.button("Add the 1 that can be added"));
  await expect(pane.done).toBeFocused();
  await pane.close();
  await page.getByRole("searchbox", { name: "Search users" }).fill("nyström");
  await press(page.getByRole("link", { name: "Nyström, Nora" }));
  const one = new Pane(page, press, "Nyström, Nora");
  await expect(one.dialog.getByRole("combobox", { name: "Select location" })).toHaveValue("SE");
});

test("missing seats are counted, and bought in the same order", async ({ page, visit, press }) => {
  const rows = Array.from({ length: 7 }, (_, index) => `user${index}@northlight.example,User ${index}`);
  await visit("/users");
  const pane = await choose(page, press, ["Username,Display name", ...rows].join("\n"));
  await next(pane, "Assign product licenses");
  await press(pane.dialog.getByRole("checkbox", { name: /^Visio Plan 2/ }));
  await next(pane, "Review and finish");
  const problem = pane.problem("There aren't enough licenses");
  await expect(problem).toContainText(
    "Visio Plan 2 has 5 seats left, 7 are needed. Buy 2 more, free some, or leave 2 users out.",
  );
  await expect(pane.button("Add the 5 that can be added")).toBeVisible();
  await press(problem.getByRole("button", { name: "Buy 2 more seats of Visio Plan 2" }));
  await expect(pane.outcome).toHaveText(
    "7 users added; 7 users get Visio Plan 2; 7 usage locations set; 2 seats bought; 0 of 12 seats left.",
  );
  await expect(problem).toBeHidden();
  await axeClean(page);
  await pane.carryOut("Save changes");
  await pane.close();
});

test("a file that can't be used is said at once, and another one is chosen", async ({
  page,
  visit,
  press,
  trouble,
}) => {
  trouble.expect(/status of 400/);
  await visit("/users");
  const latin = Buffer.from("Username,Display name\r\nrene@northlight.example,Ren\xe9\r\n", "latin1");
  const pane = await choose(page, press, latin);
  await expect(pane.dialog.getByText(/^Line 2 is not in UTF-8/)).toContainText('Save it as "CSV UTF-8"');
  await expect(pane.button("Next")).toHaveAccessibleDescription("Choose a file first.");
  await axeClean(page);

  await upload(pane, "Username,Department\r\na@northlight.example,Sales\r\n");
  await expect(pane.problem("This file can't be used")).toContainText(
    'Line 1: the column "Display Name" is missing. The headings are: Username, Department.',
  );
  await expect(pane.button("Next")).toHaveAccessibleDescription("Choose a file that can be used first.");
  await axeClean(page);

  const utf16 = Buffer.from("\ufeffUsername;Display name\r\nrene@northlight.example;René\r\n", "utf16le");
  await upload(pane, utf16);
  await expect(pane.dialog.getByText("people.csv: 1 row")).toBeVisible();
  await press(pane.button("3. Review and finish"));
  await expect(pane.outcome).toHaveText("1 user added; 1 usage location set.");
});

test("many thousand bad rows give one clear answer", async ({ page, visit, press }) => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `nobody ${index},`);
  await visit("/users");
  const pane = await choose(page, press, ["Username,Display name", ...rows].join("\n"));
  await press(pane.button("3. Review and finish"));
  const failing = pane.problem("20,000 of 20,000 rows can't be added");
  await expect(failing.getByRole("listitem")).toHaveCount(21);
  await expect(failing).toContainText("and 19,980 more, in the file");
  await expect(pane.outcome).toHaveText("No row can be added yet. Correct the file, and choose it again.");
  const file = (await saved(pane, "Download these rows with the reasons"))[1];
  expect(file.trim().split("\r\n")).toHaveLength(20_001);
});

test("the sample can be added as it is", async ({ page, visit, press }) => {
  await visit("/users");
  await command(page, press, title);
  const pane = new Pane(page, press, title);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    press(pane.dialog.getByRole("link", { name: "Download a sample CSV file" })),
  ]);
  expect(download.suggestedFilename()).toBe("add-users-sample.csv");
  await upload(pane, await readFile(await download.path()));
  await expect(pane.dialog.getByText("people.csv: 4 rows")).toBeVisible();
  await press(pane.button("3. Review and finish"));
  await expect(pane.outcome).toHaveText("4 users added; 4 usage locations set.");
});
