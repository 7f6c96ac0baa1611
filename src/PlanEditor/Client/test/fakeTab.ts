/** A tab's storage, as browsers have it: its keys are its own members. */
export function newTab(): Storage {
  return Object.create({
    getItem(this: Record<string, string>, name: string) { return this[name] ?? null; },
    setItem(this: Record<string, string>, name: string, text: string) { this[name] = text; },
    removeItem(this: Record<string, string>, name: string) { delete this[name]; },
  }) as Storage;
}
