import type { Gap } from '../../shared/contract/away.ts'
import { hasNews, isWorthALine } from '../../shared/gap-news.ts'

/** The gap that the window tells of: the newest one with news, else the newest one while it is new. Pure. @param gaps not dismissed, newest first */
export function gapToTell(gaps: readonly Gap[], nowMs: number): Gap | null {
  const told = gaps.filter(({ recoveries }) => recoveries.length > 0)
  const withNews = told.find(hasNews)
  if (withNews !== undefined) return withNews
  const [newest] = told
  return newest !== undefined && isWorthALine(newest, nowMs) ? newest : null
}
