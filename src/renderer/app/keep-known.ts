/**
 * What was answered anew, with every part that is equal to what was there as the very object that was there, so that only what changed is
 * drawn anew. As TanStack Query does it, but rows are found again by their `id` and not by their place: one that is put in before others
 * would make each of them another one.
 * @returns `before` where nothing changed
 */
export function keepKnown<T>(before: unknown, now: T): T
export function keepKnown(before: unknown, now: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(now)) return keepRows(before, now)
  if (isPlain(before) && isPlain(now)) return keepMembers(before, now)
  return now
}

function keepRows(before: readonly unknown[], now: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.flatMap((row) => (hasId(row) ? [[row.id, row]] : [])))
  const kept = now.map((row, index) => keepKnown(hasId(row) ? byId.get(row.id) : before[index], row))
  return kept.length === before.length && kept.every((row, index) => Object.is(row, before[index])) ? before : kept
}

function keepMembers(before: Record<string, unknown>, now: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(now)
  const kept = Object.fromEntries(names.map((name) => [name, keepKnown(before[name], now[name])]))
  const isSame = names.length === Object.keys(before).length && names.every((name) => name in before && Object.is(kept[name], before[name]))
  return isSame ? before : kept
}

function hasId(row: unknown): row is { readonly id: unknown } {
  return isPlain(row) && row['id'] !== undefined
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
