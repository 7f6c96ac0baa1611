/** The line icons of the islands, drawn on 24 × 24 with a stroke of 2. */
const PATHS = {
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  italic: "M10 5h8M6 19h8M14 5l-4 14",
  heading: "M6 5v14M18 5v14M6 12h12",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  cloud: "M7 18a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.3 1.2A4 4 0 0 1 17.5 18zM9 13l2 2 4-4",
  cloudOff: "M3 3l18 18M9.5 5.6A6 6 0 0 1 17.7 10.2 4 4 0 0 1 20 16.6M6.2 9.1A4.5 4.5 0 0 0 7 18h10",
  comment: "M4 5h16v11H9l-5 4z",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  alert: "M12 7v6M12 16.5h.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "plan-icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(...[document.createElementNS(SVG, "path")]);
  svg.firstElementChild!.setAttribute("d", PATHS[name]);
  return svg;
}
