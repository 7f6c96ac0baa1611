import { expect, test } from "vitest";
import { EVERY_MS, inUse } from "../src/inUse";

test("the server is asked at a person's act, not more often than every ten minutes, and once more when it was not reached", async () => {
  let time = 0;
  let asked = 0;
  let isReachable = true;
  const act = inUse(() => { asked++; return isReachable ? Promise.resolve() : Promise.reject(new Error("no way")); }, () => time);
  act();
  time = EVERY_MS - 1;
  act();
  expect(asked).toBe(0);
  time = EVERY_MS;
  isReachable = false;
  act();
  act();
  expect(asked).toBe(1);
  await Promise.resolve();
  await Promise.resolve();
  isReachable = true;
  act();
  act();
  expect(asked).toBe(2);
  time += EVERY_MS;
  act();
  expect(asked).toBe(3);
});

test("the server is asked also after the clock was set back", () => {
  let time = 10 * EVERY_MS;
  let asked = 0;
  const act = inUse(() => { asked++; return Promise.resolve(); }, () => time);
  time -= EVERY_MS + 1;
  act();
  act();
  expect(asked).toBe(1);
  time += EVERY_MS;
  act();
  expect(asked).toBe(2);
});
