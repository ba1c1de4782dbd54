import { test as base, type Page } from "@playwright/test";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Press } from "./pane.ts";
import { Server } from "./server.ts";
import type { Who } from "./sign_in.ts";
import { template } from "./template.ts";
import { Trouble } from "./trouble.ts";

export { expect } from "@playwright/test";
export { axeClean } from "./axe.ts";

type Options = {
  /** Who is signed in when the test begins. */
  who: Who | "nobody";
  /** What the server starts on: the demo organization, or nothing. */
  database: "demo" | "empty";
};

type Fixtures = {
  /** The server of this test alone, on its own database. */
  server: Server;
  /** What goes wrong in the browser. */
  trouble: Trouble;
  /** Presses something with the finger or the mouse, as the device does. */
  press: Press;
  /** Goes to a page and waits until it is awake. */
  visit: (path: string) => Promise<void>;
};

export const test = base.extend<Options & Fixtures>({
  who: ["global admin", { option: true }],
  database: ["demo", { option: true }],
  server: async ({ database }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "usher-test-"));
    const file = join(folder, "usher.db");
    if (database === "demo") await copyFile(template.database, file);
    const server = await Server.start("serve", file);
    await use(server);
    await server.stop();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ server }, use) => use(server.url),
  storageState: async ({ who, database }, use) =>
    use(who === "nobody" || database === "empty" ? undefined : template.session(who)),
  trouble: async ({}, use) => {
    const trouble = new Trouble();
    await use(trouble);
    trouble.check();
  },
  page: async ({ page, trouble, javaScriptEnabled }, use) => {
    trouble.watch(page, javaScriptEnabled !== false);
    await use(page);
  },
  press: async ({ hasTouch }, use) => use((target) => (hasTouch ? target.tap() : target.click())),
  visit: async ({ page }, use) =>
    use(async (path) => {
      await page.goto(path);
      await awake(page);
    }),
});

/** The page answers: what is typed and clicked from now on isn't lost. */
export async function awake(page: Page): Promise<void> {
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
}
