/** Where the receiver serves the console for browsers. */
const deskPath = '/desk'

/** The console in a browser of another desk; false: the window at the desk itself, also while developing, when Vite serves it from `/`. */
export const isBrowser = isOtherDesk(globalThis.location)

/** @param page null: there is no page, in tests. */
function isOtherDesk(page: Location | undefined): boolean {
  return page !== undefined && /^https?:$/.test(page.protocol) && `${page.pathname}/`.startsWith(`${deskPath}/`)
}

/** The address of something that the receiver has for this page: `deskAddress('rpc')`. */
export function deskAddress(path: string): string {
  return `${location.origin}${deskPath}/${path}`
}
