import type { Paper } from '../../shared/paper.ts'
import type { Day } from '../calendar/office-days.ts'

export const printedThings = ['day', 'week'] as const
export type PrintedThing = (typeof printedThings)[number]

export interface PrintOrder {
  readonly what: PrintedThing
  /** Of a week, any day of it. */
  readonly day: Day
  /** Null: everyone. */
  readonly hostId: number | null
  readonly withNames: boolean
}

/** Where offices print on Letter; everywhere else on A4. */
const letterRegions = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE', 'GT', 'CR', 'PA', 'SV', 'HN', 'NI', 'DO', 'PR'])

/** @param locale BCP 47 with a region where the system tells one */
export function paperOf(locale: string): Paper {
  return letterRegions.has(new Intl.Locale(locale).region ?? '') ? 'Letter' : 'A4'
}

/** One person's day is a list, which stands; what has columns lies. */
export function isLandscape({ what, hostId }: Pick<PrintOrder, 'what' | 'hostId'>): boolean {
  return what === 'week' || hostId === null
}

/** In millimetres, without the margins. */
export interface SheetSize {
  readonly width: number
  readonly height: number
}

/** Most printers reach this far. */
export const marginMm = 9

export function sheetSize(paper: Paper, landscape: boolean): SheetSize {
  const [short, long] = paper === 'A4' ? [210, 297] : [215.9, 279.4]
  const [width, height] = landscape ? [long, short] : [short, long]
  // A hair less than the page, so that rounding never makes another one.
  return { width: width - 2 * marginMm, height: height - 2 * marginMm - 0.5 }
}
