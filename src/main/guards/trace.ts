import type { TraceEntry } from '../../shared/contract/guards.ts'

/** What the receiver did with each request, while somebody wants to see it. In memory and bounded; in no file, ever. */
export interface Trace {
  isOn(): boolean
  add(entry: Omit<TraceEntry, 'id'>): void
  /** What is held, oldest first, and then what comes, until the signal or until it is switched off. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<TraceEntry[], void, void>
}

/** So many are held, and so many may wait for a window that does not take them. */
const mostHeld = 200
/** Milliseconds in which what comes is gathered: nobody reads faster. */
const gatherMs = 200

/** @param isOn as the settings say; what is held is forgotten when it is switched off. */
export function createTrace(isOn: () => boolean): Trace & { settingsChanged(): void } {
  const wakers = new Set<() => void>()
  let held: TraceEntry[] = []
  let lastId = 0

  function wake(): void {
    for (const waker of wakers) waker()
  }

  return {
    isOn,
    add(entry) {
      lastId += 1
      held.push({ id: lastId, ...entry })
      if (held.length > mostHeld) held = held.slice(-mostHeld)
      wake()
    },
    settingsChanged() {
      if (!isOn()) held = []
      wake()
    },
    async *watch(signal) {
      const watcher = { seen: 0, isStopped: false, resume: (): void => undefined }
      const waker = (): void => watcher.resume()
      const stop = (): void => {
        watcher.isStopped = true
        watcher.resume()
      }
      wakers.add(waker)
      signal?.addEventListener('abort', stop, { once: true })
      try {
        // Even where there is nothing yet, so that the window knows that it is told.
        watcher.seen = held.at(-1)?.id ?? 0
        yield held
        while (!watcher.isStopped && isOn()) {
          const news = held.filter(({ id }) => id > watcher.seen)
          if (news.length === 0) {
            await new Promise<void>((resolve) => (watcher.resume = resolve))
            continue
          }
          watcher.seen = news.at(-1)?.id ?? watcher.seen
          yield news
          await new Promise<void>((resolve) => setTimeout(resolve, gatherMs).unref())
        }
      } finally {
        wakers.delete(waker)
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}
