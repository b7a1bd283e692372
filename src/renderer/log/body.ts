/** Indented JSON, or null for what is not JSON. Numbers and the order of members stay as they are read by JSON.parse. */
export function prettyBody(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}
