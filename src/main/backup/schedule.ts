export interface BackupHistory {
  readonly lastDoneMs: number | null
  readonly lastFailedMs: number | null
  /** When the store was begun. */
  readonly begunMs: number
}

const hourMs = 3_600_000
/** What failed is tried again sooner than the next one would come, and not every minute. */
const retryMs = hourMs / 2

/** When the next one is due; a time that has passed: at once. */
export function nextBackupMs({ lastDoneMs, lastFailedMs, begunMs }: BackupHistory, everyHours: number, nowMs: number): number {
  const base = lastDoneMs ?? begunMs
  // The clock was set back: what lies ahead of us cannot be waited for.
  const due = base > nowMs ? nowMs : base + everyHours * hourMs
  const hasFailed = lastFailedMs !== null && lastFailedMs <= nowMs && lastFailedMs > (lastDoneMs ?? -Infinity)
  return hasFailed ? Math.max(due, lastFailedMs + retryMs) : due
}

export function isDue(history: BackupHistory, everyHours: number, nowMs: number): boolean {
  return nextBackupMs(history, everyHours, nowMs) <= nowMs
}
