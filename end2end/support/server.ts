import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = process.env.USHER_BIN ?? "target/release/usher";

/** A running Usher and its database file. */
export class Server {
  private constructor(
    readonly url: string,
    readonly database: string,
    private readonly process: ChildProcess,
    private readonly log: string[],
  ) {}

  /** Starts `usher <command>` (serve or demo) on a port that is free, and answers when it listens. */
  static async start(command: "serve" | "demo", database: string): Promise<Server> {
    const log: string[] = [];
    const anyPort = "127.0.0.1:0"; // the system chooses: one that was found free may be taken a moment later
    const process = spawn(binary, [command, "--database", `sqlite:${database}`, "--listen", anyPort], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const url = await new Promise<string>((ready, failed) => {
      const fail = (what: string): void => failed(new Error(`usher ${command} ${what}:\n${log.join("")}`));
      const patience = setTimeout(() => fail("doesn't listen after 30 s"), 30_000);
      const hear = (data: unknown): void => {
        log.push(String(data));
        const [, address] = /(http:\/\/127\.0\.0\.1:\d+)\s/.exec(log.join("")) ?? [];
        if (address === undefined) return;
        clearTimeout(patience);
        ready(address);
      };
      for (const stream of [process.stdout, process.stderr]) stream.on("data", hear);
      process.once("error", failed);
      process.once("exit", (code) => fail(`ended with ${code} before it listened`));
    });
    return new Server(url, database, process, log);
  }

  /** What the server said so far, on stdout and stderr. */
  said(): string {
    return this.log.join("");
  }

  /** Runs another `usher` beside the server, on the same database, and returns its JSON. */
  async usher<T>(...args: string[]): Promise<T> {
    const run = promisify(execFile);
    const all = [...args, "--database", `sqlite:${this.database}`, "--json"];
    const { stdout } = await run(binary, all, { cwd: root });
    return JSON.parse(stdout) as T;
  }

  /** Stops it as a service manager does, and fails if it did not stop well. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.kill("SIGTERM");
      await once(this.process, "exit");
    }
    if (this.process.exitCode !== 0) {
      throw new Error(
        `usher ended with ${this.process.exitCode ?? this.process.signalCode}:\n${this.said()}`,
      );
    }
  }
}
