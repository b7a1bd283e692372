import { useCallback, useEffect, useRef, useState } from 'react'

export interface Run<Sum> {
  readonly state: 'waiting' | 'running' | 'over' | 'stopped' | 'failed'
  /** What was told so far; null: nothing. */
  readonly sum: Sum | null
  readonly error: unknown
}

/** Long work of the desk that tells how far it is. Stopping it, or closing what shows it, ends it between any two steps. */
export function useRun<Sum>(): {
  readonly run: Run<Sum>
  /** @param add makes of what was told before and what is told now what is shown. */
  start<Event>(work: (signal: AbortSignal) => Promise<AsyncIterable<Event>>, add: (sum: Sum | null, event: Event) => Sum): void
  stop(): void
} {
  const [run, setRun] = useState<Run<Sum>>({ state: 'waiting', sum: null, error: null })
  const going = useRef<AbortController | null>(null)
  useEffect(() => () => going.current?.abort(), [])

  const start = useCallback(
    <Event>(work: (signal: AbortSignal) => Promise<AsyncIterable<Event>>, add: (sum: Sum | null, event: Event) => Sum): void => {
      going.current?.abort()
      const own = new AbortController()
      going.current = own
      let sum: Sum | null = null
      let frame: number | null = null
      const show = (): void => {
        frame = null
        if (going.current === own && !own.signal.aborted) setRun({ state: 'running', sum, error: null })
      }
      const end = (state: Run<Sum>['state'], error: unknown = null): void => {
        if (frame !== null) cancelAnimationFrame(frame)
        if (going.current === own) setRun({ state: own.signal.aborted ? 'stopped' : state, sum, error: own.signal.aborted ? null : error })
      }
      async function follow(): Promise<void> {
        for await (const event of await work(own.signal)) {
          sum = add(sum, event)
          if (own.signal.aborted) break
          // A window shows no more than one a frame.
          frame ??= requestAnimationFrame(show)
        }
      }
      show()
      follow().then(
        () => end('over'),
        (error: unknown) => end('failed', error),
      )
    },
    [],
  )
  const stop = useCallback(() => going.current?.abort(), [])
  return { run, start, stop }
}
