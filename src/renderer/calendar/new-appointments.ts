import { useMemo, useState, useSyncExternalStore } from 'react'
import { onAnnouncement } from '../desk/client.ts'

/** How long a new appointment carries its mark. */
const markedForMs = 10_000

/**
 * Ids of those among `cards` that became known within the last ten seconds: the same set while none comes or goes, so that a flood of
 * appointments of other days draws nothing anew.
 */
export function useNewAppointments(cards: readonly { readonly id: number }[]): ReadonlySet<number> {
  const [recent] = useState(createRecent)
  const shown = useSyncExternalStore(recent.subscribe, () =>
    cards
      .filter(({ id }) => recent.has(id))
      .map(({ id }) => id)
      .join(' '),
  )
  return useMemo(() => new Set(shown === '' ? [] : shown.split(' ').map(Number)), [shown])
}

function createRecent(): { has(id: number): boolean; subscribe(onChange: () => void): () => void } {
  /** When each mark ends, the earliest first. */
  const endsAtMs = new Map<number, number>()

  function forgetEnded(): void {
    for (const [id, atMs] of endsAtMs) {
      if (atMs > performance.now()) return
      endsAtMs.delete(id)
    }
  }

  return {
    has: (id) => endsAtMs.has(id),
    subscribe(onChange) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const wait = (): void => {
        const [nextMs] = endsAtMs.values()
        timer = nextMs === undefined ? undefined : setTimeout(end, nextMs - performance.now())
      }
      const end = (): void => {
        forgetEnded()
        wait()
        onChange()
      }
      const unsubscribe = onAnnouncement(({ newAppointmentIds }) => {
        if (newAppointmentIds.length === 0) return
        for (const id of newAppointmentIds) {
          // At the end, also one that is told of twice.
          endsAtMs.delete(id)
          endsAtMs.set(id, performance.now() + markedForMs)
        }
        if (timer === undefined) wait()
        onChange()
      })
      wait()
      return () => {
        unsubscribe()
        clearTimeout(timer)
      }
    },
  }
}
