import { expect, type Page } from "@playwright/test";

/** Watches a page for what an admin with open developer tools would see in red, and fails the test on it. */
export class Trouble {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Begins to watch. A browser with its scripts off fails each one that a page names; that is no trouble. */
  watch(page: Page, scripts: boolean): void {
    page.on("console", (message) => {
      if (message.type() === "error")
        this.seen.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => this.seen.push(`page: ${error.stack ?? error.message}`));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "failed";
      // Leaving a page ends what it still waits for.
      const meant =
        reason === "net::ERR_ABORTED" || (!scripts && new URL(request.url()).pathname.endsWith(".js"));
      if (!meant) this.seen.push(`request: ${reason} ${request.url()}`);
    });
  }

  /** This one must happen: browsers write every answer of 4xx to the console, also a refusal that the page explains. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Fails on all trouble that was not expected, and on all expected trouble that did not come. */
  check(): void {
    const unexpected = this.seen.filter((line) => !this.expected.some((pattern) => pattern.test(line)));
    expect(unexpected, "errors in the browser").toEqual([]);
    const missing = this.expected.filter((pattern) => !this.seen.some((line) => pattern.test(line)));
    expect(missing.map(String), "errors that the test expects").toEqual([]);
  }
}
