// Which browser the tests drive: $CHROMIUM, else a Chromium or Chrome on the PATH, else the one in .tools/browsers. The one
// without windows comes first: it is the same browser with a third less to do.
// `node chromium.js` prints it, and fails if there is none.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const browsers = fileURLToPath(new URL("../.tools/browsers", import.meta.url));

/** @param {string} file */
function starts(file) {
  return spawnSync(file, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Browsers that `playwright install` put into .tools/browsers. */
function installed() {
  try {
    return readdirSync(browsers, { recursive: true, encoding: "utf8" })
      .filter((path) => /(^|\/)(chrome|headless_shell|chrome-headless-shell)$/.test(path))
      .map((path) => join(browsers, path));
  } catch {
    return [];
  }
}

/**
 * The browser to start: the first one that answers with its version.
 * @returns {string | undefined}
 */
export function chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return [...names, ...installed()].map(which).find((file) => file !== undefined && starts(file));
}

/**
 * The full path of a program, as the shell finds it.
 * @param {string} name
 */
function which(name) {
  const found = spawnSync("/bin/sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" });
  return found.stdout.trim() || undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = chromium();
  if (!file) process.exit(1);
  console.log(file);
}
