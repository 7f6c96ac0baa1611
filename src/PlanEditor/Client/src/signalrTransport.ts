import { type HubConnection, HubConnectionBuilder, HttpTransportType, HubConnectionState, LogLevel } from "@microsoft/signalr";
import { CallFailed, LineLost, NotSignedIn, type Transport, type TransportListener } from "./transport";

const MESSAGES = ["changed", "people", "rights", "resync", "closing"];

/** The hub over one WebSocket, without negotiation. Reconnecting is the Connection's business, not SignalR's. */
export class SignalRTransport implements Transport {
  private hub: HubConnection | null = null;

  constructor(private readonly url: string) {}

  async connect(listener: TransportListener): Promise<void> {
    this.close();
    const hub = new HubConnectionBuilder()
      .withUrl(this.url, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
      .configureLogging(LogLevel.None)
      .build();
    this.hub = hub;
    for (const target of MESSAGES) hub.on(target, (argument: unknown) => listener.message(target, argument));
    hub.onclose(() => { if (this.hub === hub) listener.lost(); });
    try {
      await hub.start();
    } catch (error) {
      await this.askWhy(error);
    }
  }

  async call(method: string, argument: object): Promise<unknown> {
    const { hub } = this;
    if (!hub || hub.state !== HubConnectionState.Connected) throw new LineLost("not connected");
    try {
      return await hub.invoke<unknown>(method, argument);
    } catch (error) {
      if (hub.state === HubConnectionState.Connected) throw new CallFailed(String(error));
      throw new LineLost(String(error));
    }
  }

  close(): void {
    const { hub } = this;
    this.hub = null;
    // Closing a line that is already gone fails, and nobody waits for it.
    hub?.stop().catch(() => {});
  }

  /** A WebSocket does not say why it was refused; the same address asked plainly does. */
  private async askWhy(error: unknown): Promise<never> {
    const answer = await fetch(this.url, { redirect: "manual", cache: "no-store" });
    if (answer.status === 401 || answer.type === "opaqueredirect") throw new NotSignedIn("not signed in");
    throw new LineLost(String(error));
  }
}
