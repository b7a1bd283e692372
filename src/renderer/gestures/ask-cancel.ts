import { useSyncExternalStore } from 'react'
import type { Subject } from './subject.tsx'

let asked: Subject | null = null
const listeners = new Set<() => void>()

/** Opens the dialog that asks why; null closes it. */
export function askToCancel(subject: Subject | null): void {
  asked = subject
  for (const listener of listeners) listener()
}

/** The appointment that the dialog asks about; null: it is closed. */
export function useAskedToCancel(): Subject | null {
  return useSyncExternalStore(subscribe, () => asked)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
