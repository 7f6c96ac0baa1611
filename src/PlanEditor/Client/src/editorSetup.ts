/** What every text of the plan is made of, and what of it the element's attributes can alter. */
import { standardKeymap, redo, undo } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { entryRules } from "./entryRules";
import { freshText } from "./freshText";
import { markdownLook } from "./markdownLook";
import { remoteCursors } from "./remoteCursors";
import { richPaste } from "./richPaste";
import { suggestions } from "./suggestions";
import { threads } from "./threads";
import { toolbar } from "./toolbar";
import type { Words } from "./words";

export interface FieldLook {
  readonly multiline: boolean; readonly readOnly: boolean; readonly max: number;
  readonly label: string; readonly lang: string; readonly placeholder: string; readonly words: Words;
}

export function fieldExtensions(multiline: boolean, words: Words): Extension {
  return [
    EditorView.lineWrapping, threads, suggestions, remoteCursors, freshText, toolbar(words, multiline),
    multiline ? [markdownLook, richPaste] : keymap.of([{ key: "Enter", run: nextControl, shift: nextControl }]),
    keymap.of([...historyKeys, ...standardKeymap]),
  ];
}

export function lookExtensions(look: FieldLook, say: (notice: string) => void): Extension {
  return [
    entryRules({ multiline: look.multiline, max: look.max, words: look.words, say }),
    // Who may only read gets no input: a phone opens no keyboard, a screen reader reads a text.
    EditorState.readOnly.of(look.readOnly), EditorView.editable.of(!look.readOnly),
    look.placeholder ? placeholder(() => inWordsOfTheScreen(look.placeholder)) : [],
    EditorView.contentAttributes.of(view => ({
      role: "textbox", "aria-label": look.label, "aria-multiline": String(look.multiline), "aria-readonly": String(look.readOnly),
      ...(look.readOnly ? { tabindex: "0" } : {}),
      spellcheck: "true", autocorrect: "on", autocapitalize: look.multiline ? "sentences" : "off", ...spoken(look, view.state.doc.length === 0),
    })),
  ];
}

/** An empty text says what belongs into it, in the language of the screens; one with words is in its own. */
function spoken(look: FieldLook, empty: boolean): Record<string, string> {
  if (empty && look.placeholder) return { lang: languageOfScreens(), "aria-placeholder": look.placeholder };
  return look.lang ? { lang: look.lang } : {};
}

const languageOfScreens = () => document.documentElement.lang || "en";

function inWordsOfTheScreen(words: string): HTMLElement {
  const said = document.createElement("span");
  said.lang = languageOfScreens();
  said.textContent = words;
  return said;
}

/** Where a text has nothing to undo the key goes on to the page, which undoes the last act elsewhere. */
const historyKeys = [
  { key: "Mod-z", run: undo }, { key: "Mod-y", run: redo }, { key: "Mod-Shift-z", run: redo },
];

const FOCUSABLE = "a[href], button, input, select, textarea, [contenteditable=true], [tabindex]:not([tabindex='-1'])";

/** Enter in a one-line text goes on to what comes next. */
function nextControl(view: EditorView): boolean {
  const controls = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(element => !element.closest("[inert], [hidden], .plan-text-toolbar") && element.getClientRects().length > 0);
  controls[controls.indexOf(view.contentDOM) + 1]?.focus();
  return true;
}
