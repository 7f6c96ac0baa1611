/**
 * Light, dark, or as the system is. A bundle of its own that the head loads before anything is drawn, so that no page
 * flashes in the wrong colours; it leaves its two functions for the rest of the islands.
 */
export type Theme = "light" | "dark" | "system";

export interface ThemeApi { setTheme(theme: Theme): void; theme(): Theme }

const KEY = "ogdplans-theme";
const isDark = matchMedia("(prefers-color-scheme: dark)");

function theme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch (error) {
    console.warn("The theme is not kept in this browser.", error);
    return "system";
  }
}

function apply(chosen: Theme): void {
  document.documentElement.dataset["theme"] = chosen === "system" ? (isDark.matches ? "dark" : "light") : chosen;
}

function setTheme(chosen: Theme): void {
  try {
    localStorage.setItem(KEY, chosen);
  } catch (error) {
    console.warn("The theme is not kept in this browser.", error);
  }
  apply(chosen);
}

apply(theme());
isDark.addEventListener("change", () => apply(theme()));
// Chosen in the account menu, also before the circuit is there.
document.addEventListener("change", event => {
  if (event.target instanceof HTMLInputElement && event.target.name === "theme") setTheme(event.target.value as Theme);
});
window.addEventListener("storage", event => { if (event.key === KEY) apply(theme()); });
(globalThis as { ogdPlans?: Partial<ThemeApi> }).ogdPlans = { setTheme, theme };
