/** C0 and C1 controls except tab and line feed, and what can turn the direction of text that stands after it. */
// oxlint-disable-next-line no-control-regex -- exactly these are to go
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g
const loneSurrogate = /\p{Surrogate}/gu
/** What no identifier needs: it could not be told from another by eye, or not be kept as UTF-8. */
const unfitForId = /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069\ufeff]/u
/** Words of visible ASCII with one blank between them: most of what comes, and nothing in it to clean. */
const plainWords = /^[!-~]+(?: [!-~]+)*$/
/** The same for links: a URL parser would neither refuse nor rewrite them. Punycode and hosts that end in digits it might. */
const plainLink = /^https:\/\/(?!.*(?:xn--|\/\.))(?:[a-z0-9-]+\.)+[a-z]{2,}\/[A-Za-z0-9\-._~/?=&%+]*$/

/**
 * Text from a provider as a person may see it: several lines, without control characters, without overrides of direction (a name could
 * show backwards, and pass for another), well-formed. Longer than `maxLength` UTF-16 units is cut. Null: nothing is left.
 */
export function cleanParagraph(text: string, maxLength: number): string | null {
  if (text.length <= maxLength && plainWords.test(text)) return text
  const cleaned = text.slice(0, maxLength).replaceAll('\r\n', '\n').replace(invisible, '').replace(loneSurrogate, '').trim()
  return cleaned === '' ? null : cleaned
}

/** The same on one line. */
export function cleanLine(text: string, maxLength: number): string | null {
  if (text.length <= maxLength && plainWords.test(text)) return text
  return cleanParagraph(text.slice(0, maxLength).replace(/\s+/g, ' '), maxLength)
}

/** Null: no address that mail could go to. What is accepted is kept as the provider wrote it. */
export function cleanEmail(text: string): string | null {
  const line = cleanLine(text, 400)
  return line !== null && line.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(line) ? line : null
}

/** Null: anything but http and https, which a click could run or open in another program. */
export function cleanUrl(text: string): string | null {
  if (text.length > 2048) return null
  if (plainLink.test(text)) return text
  if (!/^\s*https?:\/\//i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  // `https://calendly.com@evil.example` reads like another host than the one it goes to.
  return url.username === '' && url.password === '' ? url.href : null
}

/** True where `text` may be kept as it is and shown: an identifier is never cleaned, because two could become one. */
export function isFitForId(text: string): boolean {
  return !unfitForId.test(text)
}
