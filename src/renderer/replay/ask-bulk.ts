import { useSyncExternalStore } from 'react'
import type { DeliveryFilter } from '../../shared/delivery.ts'

let asked: DeliveryFilter | null = null
const listeners = new Set<() => void>()

/** Opens the dialog that replays all that match; null closes it. */
export function askToReplay(filter: DeliveryFilter | null): void {
  asked = filter
  for (const listener of listeners) listener()
}

/** What the dialog is about; null: it is closed. */
export function useAskedToReplay(): DeliveryFilter | null {
  return useSyncExternalStore(subscribe, () => asked)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
