/** Where the arrow keys go on the board. */
export type Step = 'up' | 'down' | 'left' | 'right' | 'first' | 'last'

/**
 * The card that a step leads to. Left and right keep the height and leave empty columns out; a step over the edge stays.
 *
 * @param columns the ids of the cards, column by column, top to bottom
 * @param from null, or no longer there: the first card of all
 * @returns null: there is no card
 */
export function walk(columns: readonly (readonly number[])[], from: number | null, step: Step): number | null {
  const x = columns.findIndex((ids) => from !== null && ids.includes(from))
  const column = columns[x]
  if (!column || from === null) return columns.find((ids) => ids.length > 0)?.[0] ?? null
  const y = column.indexOf(from)
  if (step === 'left' || step === 'right') {
    const beyond = step === 'left' ? columns.slice(0, x).toReversed() : columns.slice(x + 1)
    const next = beyond.find((ids) => ids.length > 0)
    return next ? (next[Math.min(y, next.length - 1)] ?? from) : from
  }
  const places = { up: y - 1, down: y + 1, first: 0, last: column.length - 1 }
  return column[Math.max(0, Math.min(column.length - 1, places[step]))] ?? from
}
