import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
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

  /** Starts `usher <command>` (serve or demo) on a free port, and answers when it is ready for requests. */
  static async start(command: "serve" | "demo", database: string): Promise<Server> {
    const address = `127.0.0.1:${await freePort()}`;
    const log: string[] = [];
    const process = spawn(binary, [command, "--database", `sqlite:${database}`, "--listen", address], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [process.stdout, process.stderr])
      stream.on("data", (data) => log.push(String(data)));
    const server = new Server(`http://${address}`, database, process, log);
    const died = once(process, "exit").then(([code]) => {
      throw new Error(`usher ${command} ended with ${code} before it was ready:\n${log.join("")}`);
    });
    await Promise.race([server.ready(), died]);
    died.catch(() => {}); // from here on, an end is what stop() asks for
    return server;
  }

  private async ready(): Promise<void> {
    const deadline = AbortSignal.timeout(30_000);
    while (!deadline.aborted) {
      const answer = await fetch(`${this.url}/readyz`, { signal: deadline }).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((again) => setTimeout(again, 20)); // refused connections answer at once
    }
    throw new Error(`usher is not ready after 30 s:\n${this.log.join("")}`);
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

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  probe.close();
  await once(probe, "close");
  return address.port;
}
