import { useEffect, useRef, useState } from 'react'
import type { Import } from '../../shared/contract/imports.ts'

type Told =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: Import }

export interface Run {
  /** Null: nothing is under way. */
  readonly progress: { readonly done: number; readonly total: number } | null
  start(begin: (signal: AbortSignal) => Promise<AsyncIterable<Told>>): void
  /** What was written stays. */
  stop(): void
}

/** Follows an import, or its taking back, while it goes on. When the page is left it is stopped, and can be gone on with. */
export function useImport(onDone: (result: Import) => void, onFailure: (error: unknown) => void): Run {
  const [progress, setProgress] = useState<Run['progress']>(null)
  const own = useRef<AbortController | null>(null)
  useEffect(() => () => own.current?.abort(), [])

  async function follow(begin: (signal: AbortSignal) => Promise<AsyncIterable<Told>>, { signal }: AbortController): Promise<void> {
    setProgress({ done: 0, total: 0 })
    try {
      for await (const told of await begin(signal)) {
        if (told.kind === 'done') onDone(told.result)
        else setProgress({ done: told.done, total: told.total })
        if (signal.aborted) break
      }
    } catch (error) {
      if (!signal.aborted) onFailure(error)
    } finally {
      own.current = null
      setProgress(null)
    }
  }

  return {
    progress,
    start(begin) {
      if (own.current !== null) return
      own.current = new AbortController()
      void follow(begin, own.current)
    },
    stop: () => own.current?.abort(),
  }
}
