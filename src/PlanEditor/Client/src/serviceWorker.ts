/**
 * Network only. It keeps nothing of anybody's pages; a page that cannot be fetched gives way to a small one that says so, shows
 * what waits on this device and comes back by itself.
 */
import { OFFLINE_SCRIPT, OFFLINE_STYLE } from "offline-page";

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", event => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", event => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(() => offlinePage()));
});

function offlinePage(): Response {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const html = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>OgdPlans</title>`
    + `<style nonce="${nonce}">${OFFLINE_STYLE}</style></head><body><main></main><script nonce="${nonce}">${OFFLINE_SCRIPT}</script></body></html>`;
  return new Response(html, {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
      "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  });
}
