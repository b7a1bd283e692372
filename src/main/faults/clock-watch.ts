import { uptime } from 'node:os'

/** Notices that the machine's clock was set. */
export interface ClockWatch {
  /** How far it was set within the last hour, in ms, forwards above 0; null: by less than a minute in all. */
  jump(): { readonly byMs: number; readonly atMs: number } | null
  /** Looks whether it was set since the last look. */
  look(): void
  /** Called after each jump, and when one is not told any more. @returns its own unsubscribe. */
  onChange(listener: () => void): () => void
  close(): void
}

/** Small steps are how a clock is kept right. A gap, too, is told from a minute on. */
const smallestJumpMs = 60_000
const toldForMs = 3_600_000
const usualEveryMs = 2_000

/**
 * Compares the clock with how long the machine has been up, which goes on while it sleeps: so that sleep is no jump.
 *
 * @param options.uptimeMs https://nodejs.org/api/os.html#osuptime
 */
export function watchClock({
  now,
  uptimeMs = () => uptime() * 1000,
  everyMs = usualEveryMs,
}: {
  readonly now: () => number
  readonly uptimeMs?: () => number
  readonly everyMs?: number
}): ClockWatch {
  const listeners = new Set<() => void>()
  let startedMs = now() - uptimeMs()
  let told: { byMs: number; atMs: number; readonly upAtMs: number } | null = null

  function look(): void {
    const upMs = uptimeMs()
    const byMs = now() - upMs - startedMs
    startedMs += byMs
    if (Math.abs(byMs) < smallestJumpMs) {
      if (told === null || upMs - told.upAtMs < toldForMs) return
      told = null
    } else {
      const allMs = byMs + (told?.byMs ?? 0)
      // Put right again.
      told = Math.abs(allMs) < smallestJumpMs ? null : { byMs: allMs, atMs: now(), upAtMs: upMs }
    }
    for (const listener of listeners) listener()
  }

  const timer = setInterval(look, everyMs).unref()
  return {
    jump: () => told && { byMs: told.byMs, atMs: told.atMs },
    look,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => clearInterval(timer),
  }
}
