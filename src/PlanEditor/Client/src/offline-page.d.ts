/** Written by build.mjs from offlinePage.ts and offlinePage.css, to be part of the service worker. */
declare module "offline-page" {
  export const OFFLINE_SCRIPT: string;
  export const OFFLINE_STYLE: string;
}
