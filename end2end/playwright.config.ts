import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium.js";

// Found once; the workers inherit it. Without one, Playwright looks for its own and says what is missing.
const executablePath = (process.env.CHROMIUM ??= chromium() ?? "") || undefined;

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

export default defineConfig({
  testDir: "tests",
  globalSetup: "./support/template.ts",
  fullyParallel: true, // every test has a server and a database of its own
  workers: 2,
  retries: 0, // a test that sometimes fails is a fault to find
  forbidOnly: true,
  timeout: 180_000, // axe on a long list takes its time on a small machine
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    launchOptions: {
      executablePath,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    locale: "en-US",
    timezoneId: "UTC",
    serviceWorkers: "block", // tests see what the server answers; install.spec.ts lets the worker in
    trace: "off", // recording takes a third of the time; who looks for a fault says --trace retain-on-failure
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "desktop", testIgnore: "nojs/**", grepInvert: /@phone/, use: desktop },
    { name: "phone", testIgnore: ["nojs/**", "keyboard/**"], grepInvert: /@desktop/, use: phone },
    { name: "nojs", testMatch: "nojs/**", use: { ...desktop, javaScriptEnabled: false } },
  ],
});
