import { useCallback, useEffect, useRef, useState } from 'react'

export interface Run<Event> {
  readonly state: 'waiting' | 'running' | 'over' | 'stopped' | 'failed'
  /** What was told last. */
  readonly last: Event | null
  readonly error: unknown
}

const idle = { state: 'waiting', last: null, error: null } as const

/**
 * Long work of the desk that tells how far it is. Stopping it, or closing what shows it, ends it between any two deliveries.
 *
 * @param onEvent hears each of them, also those that come too fast to be shown.
 */
export function useRun<Event>(onEvent?: (event: Event) => void): {
  readonly run: Run<Event>
  start(work: (signal: AbortSignal) => Promise<AsyncIterable<Event>>): void
  stop(): void
} {
  const [run, setRun] = useState<Run<Event>>(idle)
  const going = useRef<AbortController | null>(null)
  const heard = useRef(onEvent)
  useEffect(() => {
    heard.current = onEvent
  })
  useEffect(() => () => going.current?.abort(), [])

  const start = useCallback((work: (signal: AbortSignal) => Promise<AsyncIterable<Event>>): void => {
    going.current?.abort()
    const own = new AbortController()
    going.current = own
    void follow()

    async function follow(): Promise<void> {
      let last: Event | null = null
      let frame: number | null = null
      const show = (): void => {
        frame = null
        if (!own.signal.aborted) setRun({ state: 'running', last, error: null })
      }
      try {
        show()
        for await (const event of await work(own.signal)) {
          if (own.signal.aborted) break
          last = event
          heard.current?.(event)
          // A window shows no more than one a frame.
          frame ??= requestAnimationFrame(show)
        }
        if (frame !== null) cancelAnimationFrame(frame)
        if (going.current === own) setRun({ state: own.signal.aborted ? 'stopped' : 'over', last, error: null })
      } catch (error) {
        if (frame !== null) cancelAnimationFrame(frame)
        if (going.current === own) setRun(own.signal.aborted ? { state: 'stopped', last, error: null } : { state: 'failed', last, error })
      }
    }
  }, [])

  const stop = useCallback(() => going.current?.abort(), [])
  return { run, start, stop }
}
