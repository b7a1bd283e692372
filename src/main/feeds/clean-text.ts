/** Outlook and Google cut off, or refuse, what is much longer. In characters. */
const longestLine = 500
const longestParagraph = 8_000

/**
 * Text as a calendar takes it. Providers and their visitors write it: half a character would be no UTF-8, control characters are none of
 * iCalendar's (RFC 5545, 3.1), and some readers break lines at Unicode's separators, where a property of its own would then begin.
 */
export function cleanParagraph(text: string): string {
  const lines = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
  return shortened(lines.trim(), longestParagraph)
}

/** The same in one line. */
export function cleanLine(text: string): string {
  return shortened(cleanParagraph(text).replace(/\s+/g, ' '), longestLine)
}

/** Never in the middle of a character that takes two units. */
function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…`
}
