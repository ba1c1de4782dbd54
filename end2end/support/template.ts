import { chromium, type FullConfig } from "@playwright/test";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Server } from "./server.ts";
import { admins, signIn, type Who } from "./sign_in.ts";

/** The demo organization that every test starts from, with one open session for each sign-in. */
export const template = {
  get database(): string {
    return join(folder(), "usher.db");
  },
  session(who: Who): string {
    return join(folder(), `${who.replace(" ", "-")}.json`);
  },
};

/** Where it is: made before the tests, handed to their processes by the environment. */
function folder(): string {
  const { USHER_TEMPLATE } = process.env;
  if (!USHER_TEMPLATE) throw new Error("The template of the demo organization was not made.");
  return USHER_TEMPLATE;
}

/** Makes it once: the demo as `make run` shows it, signed in through its own page. Answers how to clean up. */
export default async function makeTemplate(config: FullConfig): Promise<() => Promise<void>> {
  process.env.USHER_TEMPLATE = await mkdtemp(join(tmpdir(), "usher-template-"));
  const server = await Server.start("demo", template.database);
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  for (const who of Object.keys(admins) as Who[]) {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await signIn(page, who);
    await context.storageState({ path: template.session(who) });
    await context.close();
  }
  await browser.close();
  await server.stop();
  const log = await access(`${template.database}-wal`).then(
    () => true,
    () => false,
  );
  if (log) throw new Error("usher stopped without writing its log back into the database file");
  return () => rm(folder(), { recursive: true });
}
