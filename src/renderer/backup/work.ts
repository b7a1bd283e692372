import { useSyncExternalStore } from 'react'
import type { BackupStep } from '../../shared/contract/backups.ts'

export interface WorkProgress {
  readonly step: BackupStep
  readonly done: number
  /** 0: nobody knows. */
  readonly total: number
}

/** What this window has the desk do, and how far it is. */
export interface Work {
  readonly what: 'make' | 'rehearse' | 'check'
  /** Null: nothing was told yet. */
  readonly progress: WorkProgress | null
}

type Told<Result> = ({ readonly kind: 'progress' } & WorkProgress) | { readonly kind: 'done'; readonly result: Result }

/*
 * Kept outside of any component: whoever opens another page meanwhile finds it going on when they come back. The desk does one at a time.
 */
let present: Work | null = null
let stopping = new AbortController()
const listeners = new Set<() => void>()

function show(next: Work | null): void {
  present = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useWork(): Work | null {
  return useSyncExternalStore(subscribe, () => present)
}

/** Follows what the desk tells until it is done. Rejects with what the desk refused, and when `stopWork` was called. */
export async function followWork<Result>(
  what: Work['what'],
  begin: (signal: AbortSignal) => Promise<AsyncIterable<Told<Result>>>,
): Promise<Result> {
  stopping = new AbortController()
  const { signal } = stopping
  show({ what, progress: null })
  try {
    for await (const told of await begin(signal)) {
      if (told.kind === 'done') return told.result
      show({ what, progress: { step: told.step, done: told.done, total: told.total } })
    }
    throw new StoppedError()
  } catch (error) {
    throw signal.aborted ? new StoppedError() : error
  } finally {
    show(null)
  }
}

export function stopWork(): void {
  stopping.abort()
}

/** Somebody in this window stopped it. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError'
}
