import type { Gap } from '../../shared/contract/away.ts'

/** Where nothing was missed, the line goes by itself. */
const nothingMissedForMs = 3_600_000

/** The gap that the window tells of: the newest one with news, else the newest one while it is new. Pure. @param gaps not dismissed, newest first */
export function gapToTell(gaps: readonly Gap[], nowMs: number): Gap | null {
  const told = gaps.filter(({ recoveries }) => recoveries.length > 0)
  const withNews = told.find(({ recoveries }) => recoveries.some(hasNews))
  if (withNews !== undefined) return withNews
  const [newest] = told
  return newest !== undefined && nowMs - (newest.toMs ?? nowMs) < nothingMissedForMs ? newest : null
}

function hasNews({ outcome, changed, wasDisabled, subscription }: Gap['recoveries'][number]): boolean {
  if (outcome === 'not-offered') return false
  return outcome !== 'done' || changed > 0 || wasDisabled || (subscription !== null && subscription !== 'fine')
}
