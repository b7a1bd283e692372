/** `URL.parse`, which Node 20 does not have yet: null for what is not a URL. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
