import { expect, test } from "vitest";
import { newId } from "../src/ids";

const bytesOf = (id: string) => Buffer.from(id, "base64url");

test("ids are UUIDs of version 7 that stand in the order of their milliseconds", () => {
  const times = [0, 1, 65_535, 65_536, 1_500_000_000_000, 1_500_000_000_001, 2 ** 48 - 1];
  const ids = times.map(time => bytesOf(newId(time)));
  for (const [at, id] of ids.entries()) {
    expect(id.length).toBe(16);
    expect(id.readUIntBE(0, 6)).toBe(times[at]);
    expect(id[6]! >> 4).toBe(7);
    expect(id[8]! >> 6).toBe(2);
  }
  expect(new Set(Array.from({ length: 1000 }, () => newId(5))).size).toBe(1000);
});
