// Draws the icons of an installed Usher from its favicon: node icons.js
// They are committed, so this runs only when the favicon changes.

import { chromium } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium as found } from "./chromium.js";

const folder = fileURLToPath(new URL("../frontend/public/", import.meta.url));
const favicon = await readFile(`${folder}favicon.svg`, "utf8");
// A maskable icon fills its square, and what matters is in the middle 80%.
const maskable = favicon
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('<rect width="32" height="32" rx="8"', '<rect x="-4" y="-4" width="40" height="40"');

const browser = await chromium.launch({
  executablePath: found() ?? undefined,
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const { name, size, svg } of [
  { name: "icon-192.png", size: 192, svg: favicon },
  { name: "icon-512.png", size: 512, svg: favicon },
  { name: "icon-maskable-512.png", size: 512, svg: maskable },
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  await page.setContent(
    `<img src="${image}" width="${size}" height="${size}" style="position:fixed;inset:0">`,
  );
  await page.screenshot({ path: folder + name, omitBackground: true });
  await page.close();
}
await browser.close();
