import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import type { Day } from '../calendar/office-days.ts'
import { hoursOnDay, teamColumns } from '../calendar/team-columns.ts'

/** Wider ones can still be read at arm's length. */
export const mostColumns = 12
const hourSeconds = 3_600
const usualHours = { from: 8, to: 18 }
/** Points in a millimetre. */
export const pointsPerMm = 2.835
/** So that neither a short appointment's line nor its frame is cut off. */
const lineHeight = 1.25
/** How wide a letter is on average, in parts of its size; names have capitals, and system fonts differ. */
const letterWidth = 0.6

/** An appointment's place in its column, in parts of it: 0 is the top or the left, 1 the bottom or the right. */
export interface PrintedPlace {
  readonly card: AppointmentCard
  readonly top: number
  readonly height: number
  readonly left: number
  readonly width: number
}

export interface PrintedColumn {
  readonly key: string
  readonly name: string
  readonly places: readonly PrintedPlace[]
}

export interface PrintedDay {
  /** From which hour to which the columns reach. */
  readonly fromHour: number
  readonly toHour: number
  /** As many columns as are on one page, balanced: 20 are twice 10 and not 12 and 8. */
  readonly pages: readonly (readonly PrintedColumn[])[]
}

/** A day with one column a team member, on the office's clock. */
export function layOutDay(cards: readonly AppointmentCard[], hosts: readonly Host[], day: Day, timeZone: string): PrintedDay {
  const lying = cards.flatMap((card) => {
    const hours = hoursOnDay(card, day, timeZone)
    return hours ? [{ card, ...hours }] : []
  })
  const fromHour = Math.min(usualHours.from, ...lying.map(({ startSeconds }) => Math.floor(startSeconds / hourSeconds)))
  const toHour = Math.max(usualHours.to, ...lying.map(({ endSeconds }) => Math.ceil(endSeconds / hourSeconds)))
  const part = (seconds: number): number => (seconds / hourSeconds - fromHour) / (toHour - fromHour)
  const all = teamColumns(hosts, cards).map(({ key, hostId, name }) => {
    const own = lying.filter(({ card }) => (hostId === null ? card.hostIds.length === 0 : card.hostIds.includes(hostId)))
    return {
      key,
      name,
      places: inLanes(own).map(({ card, startSeconds, endSeconds, lane, lanes }) => ({
        card,
        top: part(startSeconds),
        height: part(endSeconds) - part(startSeconds),
        left: lane / lanes,
        width: 1 / lanes,
      })),
    }
  })
  // An empty column says that somebody is free, as long as it costs the others nothing.
  const columns = all.length <= mostColumns ? all : all.filter(({ places }) => places.length > 0)
  const pageCount = Math.max(1, Math.ceil(columns.length / mostColumns))
  const perPage = Math.ceil(columns.length / pageCount)
  const pages = Array.from({ length: pageCount }, (_, page) => columns.slice(page * perPage, (page + 1) * perPage))
  return { fromHour, toHour, pages }
}

interface Stretch {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** Side by side where they overlap. Those that hang together, directly or by others, share one width. */
export function inLanes<T extends Stretch>(stretches: readonly T[]): (T & { readonly lane: number; readonly lanes: number })[] {
  const sorted = [...stretches].sort((a, b) => a.startSeconds - b.startSeconds || b.endSeconds - a.endSeconds)
  const placed: (T & { readonly lane: number; readonly lanes: number })[] = []
  let group: (T & { readonly lane: number })[] = []
  /** Where each lane of the group is free again. */
  let ends: number[] = []
  const closeGroup = (): void => {
    placed.push(...group.map((member) => ({ ...member, lanes: ends.length })))
    group = []
    ends = []
  }
  for (const stretch of sorted) {
    if (ends.length > 0 && ends.every((end) => end <= stretch.startSeconds)) closeGroup()
    const free = ends.findIndex((end) => end <= stretch.startSeconds)
    const lane = free === -1 ? ends.length : free
    ends[lane] = stretch.endSeconds
    group.push({ ...stretch, lane })
  }
  closeGroup()
  return placed
}

/** How high a line of letters is. */
export const linesMm = (points: number): number => (points / pointsPerMm) * lineHeight

/** The largest letters, in points, with which a quarter of an hour still has its line. */
export function dayFontPoints(columnCount: number, { fromHour, toHour }: PrintedDay, heightMm: number): number {
  const quarterMm = heightMm / (toHour - fromHour) / 4
  const byWidth = columnCount <= 5 ? 9 : columnCount <= 8 ? 8 : 7
  return Math.max(5, Math.min(byWidth, (quarterMm * pointsPerMm) / lineHeight))
}

/** How many whole lines an appointment has room for, at least one: half a line of letters is none. */
export function linesOf(height: number, bodyMm: number, points: number): number {
  return Math.max(1, Math.floor((height * bodyMm - 0.3) / linesMm(points)))
}

/** By how much the letters of a single line shrink so that it fits its width; below two thirds nobody could read them. */
export function oneLineScale(letters: number, widthMm: number, points: number): number {
  return Math.max(0.65, Math.min(1, (widthMm * pointsPerMm) / (letters * letterWidth * points)))
}

/** The largest letters with which so many lines fit, in points. */
export function linesFontPoints(lines: number, heightMm: number): number {
  return Math.min(largestPoints, (heightMm * pointsPerMm) / (Math.max(lines, 1) * lineHeight))
}

const largestPoints = 8.5
const smallestPoints = 3.5

/**
 * The largest letters with which paragraphs of pieces fit, in points. A piece is never broken over two lines.
 *
 * @param columns of each, its paragraphs; of each of those, its pieces' lengths in letters
 */
export function paragraphsFontPoints(
  columns: readonly (readonly (readonly number[])[])[],
  { width, height }: { width: number; height: number },
): number {
  for (let points = largestPoints; points > smallestPoints; points -= 0.25) {
    const lettersInLine = Math.floor((width * pointsPerMm) / (points * letterWidth))
    const lines = columns.map((paragraphs) => paragraphs.reduce((sum, pieces) => sum + linesOfPieces(pieces, lettersInLine), 0))
    if (Math.max(0, ...lines) * linesMm(points) <= height) return points
  }
  return smallestPoints
}

function linesOfPieces(pieces: readonly number[], lettersInLine: number): number {
  let [lines, used] = [1, 0]
  for (const length of pieces) {
    if (used > 0 && used + 1 + length > lettersInLine) [lines, used] = [lines + 1, 0]
    used += used === 0 ? length : 1 + length
  }
  return lines
}
