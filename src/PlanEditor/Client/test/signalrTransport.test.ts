/** The hub's line over SignalR, which is faked: what a refusal, a failure and an end mean to the page. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

class FakeConnection {
  state = "Disconnected";
  readonly handlers = new Map<string, (argument: unknown) => void>();
  /** Ends the start: with nothing when the hub shook hands. */
  settle: (error?: Error) => void = () => {};
  answers: () => Promise<unknown> = () => Promise.resolve("answer");
  stopped = 0;
  private closed: () => void = () => {};

  on(target: string, handler: (argument: unknown) => void): void { this.handlers.set(target, handler); }
  onclose(handler: () => void): void { this.closed = handler; }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.settle = error => {
        if (error) return reject(error);
        this.state = "Connected";
        resolve();
      };
    });
  }

  invoke(): Promise<unknown> { return this.answers(); }

  stop(): Promise<void> {
    this.stopped++;
    this.end();
    this.settle(new Error("stopped while it started"));
    return Promise.reject(new Error("it is gone already"));
  }

  end(): void {
    this.state = "Disconnected";
    this.closed();
  }
}

const { made } = vi.hoisted(() => ({ made: [] as unknown[] }));

vi.mock("@microsoft/signalr", () => ({
  HttpTransportType: { WebSockets: 1 }, HubConnectionState: { Connected: "Connected" }, LogLevel: { None: 6 },
  HubConnectionBuilder: class {
    withUrl() { return this; }
    configureLogging() { return this; }
    build() {
      const connection = new FakeConnection();
      made.push(connection);
      return connection;
    }
  },
}));

const { SignalRTransport } = await import("../src/signalrTransport");
const { CallFailed, LineLost, NotSignedIn } = await import("../src/transport");

const heard: unknown[] = [];
let lost = 0;
const listener = { message: (target: string, argument: unknown) => heard.push([target, argument]), lost: () => lost++ };
const newest = () => made.at(-1) as FakeConnection;

async function connected() {
  const line = new SignalRTransport("http://site/hubs/plan");
  const start = line.connect(listener);
  newest().settle();
  await start;
  return line;
}

beforeEach(() => { heard.length = lost = 0; });
afterEach(() => vi.unstubAllGlobals());

describe("a start that fails", () => {
  const why = async (answer: () => Promise<object>) => {
    vi.stubGlobal("fetch", answer);
    const start = new SignalRTransport("http://site/hubs/plan").connect(listener);
    newest().settle(new Error("WebSocket failed to connect."));
    return start.catch((error: unknown) => error);
  };

  it("for want of a sign-in says so: nobody tries that again", async () => {
    expect(await why(async () => ({ status: 401, type: "basic" }))).toBeInstanceOf(NotSignedIn);
    expect(await why(async () => ({ status: 0, type: "opaqueredirect" }))).toBeInstanceOf(NotSignedIn);
  });

  it("for anything else is a line that was lost", async () => {
    expect(await why(async () => ({ status: 400, type: "basic" }))).toBeInstanceOf(LineLost);
    expect(await why(() => Promise.reject(new TypeError("Failed to fetch")))).not.toBeInstanceOf(NotSignedIn);
  });
});

describe("a call", () => {
  it("is answered", async () => { expect(await (await connected()).call("Submit", {})).toBe("answer"); });

  it("at which the server fails is a failed call, for the line is there", async () => {
    const line = await connected();
    newest().answers = () => Promise.reject(new Error("An unexpected error occurred."));
    await expect(line.call("Submit", {})).rejects.toBeInstanceOf(CallFailed);
  });

  it("during which the line goes is lost with it", async () => {
    const line = await connected(), connection = newest();
    connection.answers = () => { connection.end(); return Promise.reject(new Error("Invocation canceled.")); };
    await expect(line.call("Submit", {})).rejects.toBeInstanceOf(LineLost);
    expect(lost).toBe(1);
  });

  it("before there is a line is lost", async () => {
    await expect(new SignalRTransport("http://site/hubs/plan").call("Open", {})).rejects.toBeInstanceOf(LineLost);
  });
});

describe("a line", () => {
  it("hands over what the hub says", async () => {
    await connected();
    newest().handlers.get("changed")!({ changes: [] });
    newest().handlers.get("resync")!({});
    expect(heard).toEqual([["changed", { changes: [] }], ["resync", {}]]);
  });

  it("that is closed tells nobody, neither then nor later", async () => {
    const line = await connected(), connection = newest();
    line.close();
    expect([connection.stopped, lost]).toEqual([1, 0]);
    await expect(line.call("Check", {})).rejects.toBeInstanceOf(LineLost);
  });

  it("that is closed while it starts does not come up, and one that is begun after it does", async () => {
    vi.stubGlobal("fetch", async () => ({ status: 400, type: "basic" }));
    const line = new SignalRTransport("http://site/hubs/plan");
    const first = line.connect(listener).catch((error: unknown) => error);
    const before = newest();
    const second = line.connect(listener);
    newest().settle();
    await second;
    expect(await first).toBeInstanceOf(LineLost);
    before.end();
    expect([lost, await line.call("Submit", {})]).toEqual([0, "answer"]);
  });
});
