import { openPane, tabTo } from "../../support/keyboard.ts";
import { expect, test } from "../../support/test.ts";

test("licenses are bought, and recurring billing turned off, by keyboard alone", async ({
  page,
  visit,
  press,
}) => {
  const keys = page.keyboard;
  await visit("/products?search=visio+plan+2");
  const one = await openPane(page, press, "Visio Plan 2");
  const buy = await openPane(page, press, "Buy licenses");
  await tabTo(page, "spinbutton", "New quantity");
  await keys.type("12");
  await expect(buy.outcome).toHaveText("2 seats of Visio Plan 2 bought; 7 of 12 seats left.");
  await keys.press("Enter");
  await expect(buy.done).toBeFocused();
  await keys.press("Escape");
  await one.opened();
  const billing = await openPane(page, press, "Edit recurring billing");
  await tabTo(page, "radio", /^On/);
  await keys.press("ArrowDown");
  await tabTo(page, "button", "Save");
  await keys.press("Enter");
  await expect(billing.done).toBeFocused();
  await keys.press("Escape");
  await expect(one.dialog).toContainText("Expires on");
  await one.opened();
  await keys.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a subscription is canceled and reactivated by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/products?search=visio+plan+2");
  const one = await openPane(page, press, "Visio Plan 2");
  const cancel = await openPane(page, press, "Cancel subscription");
  await expect(cancel.outcome).toHaveText(
    "A subscription of Visio Plan 2 is disabled; 0 of 0 seats left; 5 assigned licenses without a seat.",
  );
  await tabTo(page, "button", "Cancel subscription");
  await keys.press("Enter");
  await expect(cancel.done).toBeFocused();
  await keys.press("Escape");
  await expect(one.dialog).toContainText("Disabled");
  await one.opened();
  const back = await openPane(page, press, "Reactivate");
  await expect(back.outcome).toHaveText(
    "A subscription of Visio Plan 2 is active again; 5 of 10 seats left.",
  );
  await tabTo(page, "button", "Reactivate");
  await keys.press("Enter");
  await expect(back.done).toBeFocused();
  await keys.press("Escape");
  await expect(one.dialog).toContainText("Renews on");
});

test("control of a self-service subscription is taken by keyboard alone", async ({ page, visit, press }) => {
  const keys = page.keyboard;
  await visit("/products?show=self-service");
  const one = await openPane(page, press, "Visio Plan 1");
  const pane = await openPane(page, press, "Take control of this subscription");
  await tabTo(page, "radio", /^Move users/);
  await keys.press("Space");
  await expect(pane.dialog).toContainText("3 users are to be moved, and no license is free");
  await tabTo(page, "button", /^Apply ?: Buy 3 more seats/);
  await keys.press("Enter");
  await expect(pane.outcome).toBeFocused();
  await expect(pane.outcome).toContainText("3 users keep Visio Plan 1; 3 seats bought");
  await tabTo(page, "button", "Save");
  await keys.press("Enter");
  await expect(pane.done).toBeFocused();
  await keys.press("Escape");
  await expect(one.dialog).toContainText("Deleted");
});
