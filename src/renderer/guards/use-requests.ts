import { useEffect, useState } from 'react'
import type { TraceEntry } from '../../shared/contract/guards.ts'
import { desk } from '../desk/client.ts'

/** As many as the desk holds. */
const mostShown = 200
const againAfterMs = 1_000

/** What the receiver did and does, newest first; null: not told yet. */
export function useRequests(isOn: boolean): { readonly entries: readonly TraceEntry[] | null; clear(): void } {
  const [entries, setEntries] = useState<readonly TraceEntry[] | null>(null)
  useEffect(() => {
    if (!isOn) return
    const leaving = new AbortController()
    void follow(leaving.signal, (news, isFirst) =>
      setEntries((shown) => [...news.toReversed(), ...(isFirst ? [] : (shown ?? []))].slice(0, mostShown)),
    )
    return () => {
      leaving.abort()
      setEntries(null)
    }
  }, [isOn])
  return { entries, clear: () => setEntries([]) }
}

async function follow(signal: AbortSignal, onNews: (news: readonly TraceEntry[], isFirst: boolean) => void): Promise<void> {
  for (;;) {
    try {
      let isFirst = true
      for await (const news of await desk.guards.watch(undefined, { signal })) {
        if (signal.aborted) return
        onNews(news, isFirst)
        isFirst = false
      }
    } catch {
      // The connection to the desk ended, or this list did; the first comes back.
    }
    if (signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, againAfterMs))
    if (signal.aborted) return
  }
}
