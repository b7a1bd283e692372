/**
 * What the page, the preload and main call each other when the page gets its port. Plain strings: the sandboxed
 * preload may carry nothing else.
 */

/** Page to preload, with `window.postMessage`: "give me a port". Asking again replaces the port had before. */
export const portWanted = 'deskbell:port-wanted'
/** Preload to page, with `window.postMessage`: the message carries the page's end of the port. */
export const portHandedOver = 'deskbell:port-handed-over'
/** Preload to main, over IPC: the message carries main's end of the port. */
export const portOffered = 'deskbell:port-offered'
