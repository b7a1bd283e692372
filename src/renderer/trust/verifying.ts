import { useSyncExternalStore } from 'react'
import { desk } from '../desk/client.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

export interface Verifying {
  readonly done: number
  readonly of: number
}

/*
 * Kept outside of any component: whoever opens another page meanwhile finds it going on when they come back.
 */
let present: Verifying | null = null
let stopping = new AbortController()
const listeners = new Set<() => void>()

function show(next: Verifying | null): void {
  present = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How far the verification is; null: none goes on. */
export function useVerifying(): Verifying | null {
  return useSyncExternalStore(subscribe, () => present)
}

/** Its result is told by the query. Does nothing while one goes on. */
export async function verifyLog(): Promise<void> {
  if (present !== null) return
  stopping = new AbortController()
  const { signal } = stopping
  show({ done: 0, of: 0 })
  try {
    for await (const progress of await desk.trust.verify(undefined, { signal })) {
      if (progress.kind === 'progress') show({ done: progress.done, of: progress.of })
    }
  } catch (error) {
    if (!signal.aborted) tellFailure(t('trust.verifyFailed'), error)
  } finally {
    show(null)
  }
}

export function stopVerifying(): void {
  stopping.abort()
}
