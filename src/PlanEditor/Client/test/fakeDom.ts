/** As much of a document as a dialog of a few buttons needs. */
export class FakeElement {
  readonly children: FakeElement[] = [];
  readonly dataset: Record<string, string> = {};
  readonly attributes = new Map<string, string>();
  textContent = "";
  className = "";
  id = "";
  type = "";
  ariaDisabled: string | null = null;
  open = false;
  private readonly listeners = new Map<string, (() => void)[]>();
  private parent: FakeElement | null = null;

  constructor(readonly tag: string) {}

  setAttribute(name: string, value: string): void { this.attributes.set(name, value); }
  addEventListener(type: string, listener: () => void): void { this.listeners.set(type, [...this.listeners.get(type) ?? [], listener]); }
  append(...elements: FakeElement[]): void {
    for (const element of elements) {
      element.parent = this;
      this.children.push(element);
    }
  }
  remove(): void { this.parent?.children.splice(this.parent.children.indexOf(this), 1); }
  click(): void { this.tell("click"); }
  showModal(): void { this.open = true; }
  close(): void {
    this.open = false;
    this.tell("close");
  }
  find(is: (element: FakeElement) => boolean): FakeElement | null {
    for (const child of this.children) {
      const found = is(child) ? child : child.find(is);
      if (found) return found;
    }
    return null;
  }

  private tell(type: string): void { for (const listener of this.listeners.get(type) ?? []) listener(); }
}

/** A form that leads away from the page. */
export class FakeForm extends FakeElement {
  submitted = 0;
  constructor(dataset: Record<string, string>) {
    super("form");
    Object.assign(this.dataset, dataset);
  }
  matches(): boolean { return true; }
  submit(): void { this.submitted++; }
}

export class FakeDocument {
  readonly documentElement = { lang: "en" };
  readonly body = new FakeElement("body");
  private readonly listeners = new Map<string, (event: unknown) => void>();
  addEventListener(type: string, listener: (event: unknown) => void): void { this.listeners.set(type, listener); }
  createElement(tag: string): FakeElement { return new FakeElement(tag); }
  dispatch(type: string, event: object): void { this.listeners.get(type)?.(event); }
}
