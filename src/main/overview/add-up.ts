import type { Group, Part, Tally } from '../../shared/contract/overview.ts'
import type { Settings } from '../../shared/settings.ts'
import type { AppointmentType, Source } from '../../shared/words.ts'

/** What was counted of one source, type and host together; members that are absent are 0. */
export interface Cell extends Partial<Omit<Tally, 'valued' | 'revenue'>> {
  readonly source: Source | null
  readonly type: AppointmentType | null
  readonly hostId: number | null
}

const nothing: Tally = {
  booked: 0,
  standing: 0,
  valued: 0,
  revenue: 0,
  cancelled: 0,
  noShows: 0,
  came: 0,
  clients: 0,
  consulting: 0,
}

const members = Object.keys(nothing) as (keyof Tally)[]

export function addUp(tallies: Iterable<Tally>): Tally {
  const sum: Record<keyof Tally, number> = { ...nothing }
  for (const tally of tallies) for (const member of members) sum[member] += tally[member]
  return sum
}

/** With what its standing bookings are worth. */
export function tallyOf(cell: Cell, values: Settings['typeValues']): Tally {
  const value = cell.type === null ? undefined : values[cell.type]
  const { source: _source, type: _type, hostId: _hostId, ...counted } = cell
  const standing = cell.standing ?? 0
  return { ...nothing, ...counted, valued: value === undefined ? 0 : standing, revenue: (value ?? 0) * standing }
}

/** The tallies of the parts of one dimension, by `keyOf` the part. */
function byPart(cells: readonly Cell[], by: Part['by'], values: Settings['typeValues']): Map<string, { part: Part; tally: Tally }> {
  const parts = new Map<string, { part: Part; tally: Tally }>()
  for (const cell of cells) {
    const part = partOf(cell, by)
    const key = keyOf(part)
    const tally = tallyOf(cell, values)
    const known = parts.get(key)
    parts.set(key, { part, tally: known ? addUp([known.tally, tally]) : tally })
  }
  return parts
}

function partOf({ source, type, hostId }: Cell, by: Part['by']): Part {
  if (by === 'source') return { by, source }
  return by === 'type' ? { by, type } : { by, hostId }
}

function keyOf(part: Part): string {
  if (part.by === 'host') return String(part.hostId)
  return String(part.by === 'source' ? part.source : part.type)
}

export interface CountedCells {
  /** One list for each bucket of the span. */
  readonly buckets: readonly (readonly Cell[])[]
  readonly before: readonly Cell[]
  readonly soFar: readonly Cell[] | null
}

/** Every part that anything was counted of, now or before. */
export function groupsOf({ buckets, before, soFar }: CountedCells, by: Part['by'], values: Settings['typeValues']): Group[] {
  const [bucketParts, beforeParts] = [buckets.map((cells) => byPart(cells, by, values)), byPart(before, by, values)]
  const soFarParts = soFar && byPart(soFar, by, values)
  const parts = new Map([...bucketParts, beforeParts].flatMap((known) => [...known].map(([key, { part }]) => [key, part])))
  return [...parts].map(([key, part]) => {
    const series = bucketParts.map((known) => known.get(key)?.tally ?? nothing)
    return {
      part,
      now: addUp(series),
      before: beforeParts.get(key)?.tally ?? nothing,
      soFar: soFarParts && (soFarParts.get(key)?.tally ?? nothing),
      series,
    }
  })
}
