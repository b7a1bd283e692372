import type { Gap } from '../../shared/contract/away.ts'
import { foundAnything, hasNews, isWorthALine } from '../../shared/gap-news.ts'

/**
 * The gap that the window tells of: the newest one with news, else the newest one while it is new. What was found for several gaps at once is
 * told with the first of them, which then speaks for the others. Pure.
 *
 * @param gaps not dismissed, newest first
 */
export function gapToTell(gaps: readonly Gap[], nowMs: number): Gap | null {
  const told = gaps.filter(({ recoveries }) => recoveries.length > 0)
  const withNews = told.find(hasNews)
  if (withNews !== undefined) return told.find((gap) => gap.id !== withNews.id && speaksFor(gap, withNews)) ?? withNews
  const [newest] = told
  return newest !== undefined && isWorthALine(newest, nowMs) ? newest : null
}

/** The newest gap of which nothing more is to be said when this one was told. Pure. @param gaps as above */
export function lastSpokenFor(gaps: readonly Gap[], id: number): number {
  const told = gaps.find((gap) => gap.id === id)
  return (told && gaps.find((gap) => hasNews(gap) && speaksFor(told, gap))?.id) ?? id
}

/** Something was found for `one`, nothing for `other`, and it stands the same with every provider. */
function speaksFor(one: Gap, other: Gap): boolean {
  if (!one.recoveries.some(foundAnything) || other.recoveries.some(foundAnything)) return false
  return other.recoveries.every(({ provider, outcome }) =>
    one.recoveries.some((recovery) => recovery.provider === provider && recovery.outcome === outcome),
  )
}
