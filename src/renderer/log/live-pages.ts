import type { InfiniteData } from '@tanstack/react-query'
import type { DeliveryPage, DeliveryRow } from '../../shared/delivery.ts'

export type LogPages = InfiniteData<DeliveryPage, unknown>

/**
 * Puts the rows of a fresh first page before the pages at hand, so that a new delivery costs one page and not all that were read.
 * Null: they do not join (more came than a page holds, or rows were removed, or dealt with), and everything must be read again.
 */
export function joinNewest(pages: LogPages, newest: DeliveryPage): LogPages | null {
  const [first, ...rest] = pages.pages
  if (!first) return null
  const newestKnown = first.rows[0]?.id
  if (newestKnown === undefined) return newest.rows.length === 0 ? pages : null
  const join = newest.rows.findIndex((row) => row.id === newestKnown)
  if (join === -1) return null
  const sameTail = newest.rows.slice(join).every((row, index) => {
    const read = first.rows[index]
    return read?.id === row.id && read.isDealtWith === row.isDealtWith
  })
  if (!sameTail) return null
  if (join === 0) return first.total === newest.total ? pages : { ...pages, pages: [{ ...first, total: newest.total }, ...rest] }
  return { ...pages, pages: [{ ...first, rows: [...newest.rows.slice(0, join), ...first.rows], total: newest.total }, ...rest] }
}

/** All rows in order, those newer than `heldId` apart: they wait while a person reads further down. */
export function splitHeld(pages: LogPages | undefined, heldId: number | null): { rows: DeliveryRow[]; waiting: number } {
  const all = pages?.pages.flatMap((page) => page.rows) ?? []
  if (heldId === null) return { rows: all, waiting: 0 }
  const rows = all.filter((row) => row.id <= heldId)
  return { rows, waiting: all.length - rows.length }
}
