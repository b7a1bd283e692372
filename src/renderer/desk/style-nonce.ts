declare global {
  /** Where `get-nonce` looks, by which Mantine's scroll lock signs the style that it puts into the page. */
  var __webpack_nonce__: string | undefined
}

/**
 * The word by which the page's policy recognises styles that our own code puts into the page at run time; main makes a new one for each load.
 * Undefined in development, where the page comes without a policy. Import this before anything that makes styles.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined

globalThis.__webpack_nonce__ = styleNonce
