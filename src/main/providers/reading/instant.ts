const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/

/**
 * ISO 8601 with seconds, an optional fraction, and `Z` or `±hh:mm`. Nothing else: without a zone it is not an instant, and dates such as
 * 30 February, which Date takes for 2 March, are errors of the sender.
 *
 * @returns milliseconds since 1970, what is finer is cut off; null: not such a text.
 */
export function parseInstant(text: string): number | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3)))
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return null
  const date = new Date(localMs)
  // Date.UTC carries what is too much into the next month, and takes two-digit years for 1900 and later.
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000
  return match[8] === '-' ? localMs + offsetMs : localMs - offsetMs
}
