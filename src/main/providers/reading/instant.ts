const pattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

const [firstMs, endMs] = [Date.parse('0000-01-01T00:00:00Z'), Date.UTC(10_000, 0)]

/**
 * ISO 8601 with seconds, an optional fraction, and `Z` or `±hh:mm`. Nothing else: without a zone it is not an instant, and dates such as
 * 30 February, which Date takes for 2 March, are errors of the sender.
 *
 * @returns milliseconds since 1970, what is finer is cut off; null: not such a text, or beyond the years of four digits by its zone.
 */
export function parseInstant(text: string): number | null {
  if (!pattern.test(text)) return null
  const day = Number(text.slice(8, 10))
  if (day > 28 && day > daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)))) return null
  const atMs = Date.parse(text)
  return atMs < firstMs || atMs >= endMs ? null : atMs
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
