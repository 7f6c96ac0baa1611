import { describe, expect, it } from "vitest";
import { untilThereIsRoom } from "../src/firstLine";

describe("a page whose circuit does not begin", () => {
  async function begin(full: boolean[]): Promise<{ waited: boolean; said: number; asked: number }> {
    let said = 0, asked = 0;
    const timers = { now: () => 0, rest: async () => {}, after: (_ms: number, callback: () => void) => { queueMicrotask(callback); return () => {}; } };
    const waited = await untilThereIsRoom(() => said++, () => Promise.resolve(full[asked++] ?? false), timers);
    return { waited, said, asked };
  }

  it("goes on at once where there is room", async () => {
    expect(await begin([false])).toEqual({ waited: false, said: 0, asked: 1 });
  });

  it("says once that too many are open, and waits until one is closed", async () => {
    const { waited, said } = await begin([true, true, true, true, false]);
    expect({ waited, said }).toEqual({ waited: true, said: 1 });
  });
});
