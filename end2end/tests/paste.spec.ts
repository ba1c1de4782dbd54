import { AssignPane } from "../support/pane.ts";
import { expect, test } from "../support/test.ts";

test("a list from a mail is taken at once, and whom it doesn't name is said", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  await pane.paste(
    "Elif Demir <elif@northlight.example>; femi@northlight.example,\nHUDA@northlight.example\nnobody@northlight.example",
  );
  await expect(pane.chips).toHaveCount(3);
  await expect(
    pane.dialog.getByText(
      "3 users added. Nobody has the address “nobody@northlight.example”. Check it, or type the name.",
    ),
  ).toBeVisible();
  await expect(pane.outcome).toHaveText("3 users get Microsoft 365 E3; 16 of 84 seats left.");
  await pane.carryOut("Assign");
});

test("names with commas, as Outlook writes them, and blanks between addresses are read", async ({
  page,
  visit,
  press,
}) => {
  await visit("/licenses/VISIOCLIENT/assign");
  const pane = new AssignPane(page, press);
  await pane.paste(
    '"Holm, Greta" <greta@northlight.example>; Demir, Elif <elif@northlight.example> femi@northlight.example',
  );
  await expect(pane.chips).toHaveCount(3);
  await expect(pane.dialog.getByText("3 users added.", { exact: true })).toBeVisible();
});

test("a list pasted twice names everybody once", async ({ page, visit, press }) => {
  await visit("/licenses/SPE_E3/assign");
  const pane = new AssignPane(page, press);
  const list = "elif@northlight.example\nfemi@northlight.example";
  await pane.paste(list);
  await expect(pane.chips).toHaveCount(2);
  await pane.paste(list);
  await expect(pane.dialog.getByText("0 users added.")).toBeVisible();
  await expect(pane.chips).toHaveCount(2);
});

test("a column of hundreds is one order, for those who can", async ({ page, visit, press, server }) => {
  const users = await server.usher<{ username: string; kind: string }[]>("users");
  const members = users.filter((user) => user.kind === "member").map((user) => user.username);
  await server.usher("buy", "--product", "POWER_BI_PRO", "--seats", "300");
  await visit("/licenses/POWER_BI_PRO/assign");
  const pane = new AssignPane(page, press);
  await pane.paste(members.join("\n"));
  await expect(pane.dialog.getByText(`${members.length} users added.`)).toBeVisible();
  await expect(pane.dialog.getByText(/and \d+ more/)).toBeVisible();
  await expect(pane.problem(/can't get this license yet/)).toBeVisible();
  await pane.carryOut(/^Assign to the \d+ who can$/);
  await expect(pane.dialog.getByRole("heading", { name: "Left out" })).toBeVisible();
});
