/** Indented JSON, or null for what is not JSON. Numbers and the order of members stay as they are read by JSON.parse. */
export function prettyBody(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** What cannot be seen, and what turns the direction of the text after it, written as JSON escapes it: a body is read to judge it. */
export function withUnseenShown(text: string): string {
  return text.replaceAll(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
