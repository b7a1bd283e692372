import type { Gap, Recovery } from './contract/away.ts'

/** Where nothing was missed, the line goes by itself. */
const nothingMissedForMs = 3_600_000

/** Something changed, is being read, could not be checked, or was done about a subscription. */
export function hasNews({ recoveries }: Pick<Gap, 'recoveries'>): boolean {
  return recoveries.some((recovery) => recovery.outcome !== 'not-offered' && (recovery.outcome !== 'done' || foundAnything(recovery)))
}

/** Something changed, or was done about a subscription. */
export function foundAnything({ changed, wasDisabled, subscription }: Recovery): boolean {
  return changed > 0 || wasDisabled || (subscription !== null && subscription !== 'fine')
}

/** Whether a gap is still worth a line. */
export function isWorthALine(gap: Pick<Gap, 'recoveries' | 'toMs'>, nowMs: number): boolean {
  return hasNews(gap) || nowMs - (gap.toMs ?? nowMs) < nothingMissedForMs
}
