import { describe, expect, it } from "vitest";
import { Drafts } from "../src/drafts";
import { newTab } from "./fakeTab";

describe("What is written and not sent", () => {
  it("is there again after a reload, for the person who wrote it", () => {
    const tab = newTab();
    new Drafts(tab).keep("anna board say 101", "By law, in every");
    const again = new Drafts(tab);
    expect(again.read("anna board say 101")).toBe("By law, in every");
    expect(again.names("anna board say ")).toEqual(["anna board say 101"]);
    expect(again.names("ben board say ")).toEqual([]);
  });

  it("is forgotten when it was sent, or when nothing is left of it", () => {
    const drafts = new Drafts(newTab());
    drafts.keep("anna board say 101", "By law");
    drafts.forget("anna board say 101");
    drafts.keep("anna board say 102", "x");
    drafts.keep("anna board say 102", " ");
    expect(drafts.names("anna ")).toEqual([]);
  });

  it("stands on the page only where a browser keeps nothing", () => {
    const drafts = new Drafts(null);
    drafts.keep("anna board say 101", "By law");
    expect(drafts.read("anna board say 101")).toBeNull();
    const full = newTab();
    full.setItem = () => { throw new Error("QuotaExceededError"); };
    expect(() => new Drafts(full).keep("anna board say 101", "By law")).not.toThrow();
  });

  it("tells how what was begun begins, as much as one answer has room for", () => {
    const drafts = new Drafts(newTab());
    drafts.keep("anna np answer 1", "Short");
    for (let at = 2; at < 20; at++) drafts.keep(`anna np answer ${at}`, "অ".repeat(4_000));
    drafts.keep("eve np answer 1", "Not mine");
    const begun = drafts.begun("anna np ");
    expect(begun[0]).toEqual(["anna np answer 1", "Short"]);
    expect(begun[1]![1]).toHaveLength(1_000);
    expect(begun).toHaveLength(19);
    for (const [, words] of begun.slice(1)) expect(words.length).toBeGreaterThanOrEqual(20);
    const units = begun.reduce((sum, [name, words]) => sum + name.length + words.length, 0);
    expect(units).toBeGreaterThan(7_900);
    expect(units).toBeLessThanOrEqual(8_000);
  });

  it("leaves out those that there is no room for, and not those after them that there is", () => {
    const drafts = new Drafts(newTab());
    drafts.keep(`anna np answer 1${"0".repeat(9_000)}`, "A name as no page gives");
    drafts.keep("anna np answer 2", "Short");
    expect(drafts.begun("anna np ")).toEqual([["anna np answer 2", "Short"]]);
  });
});
