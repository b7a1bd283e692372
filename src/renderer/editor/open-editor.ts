import { useSyncExternalStore } from 'react'
import type { ClientMatch } from '../../shared/contract/clients.ts'

/** Who an appointment is for, as far as the form shows them. */
export type KnownClient = Pick<ClientMatch, 'id' | 'name' | 'email' | 'phone'>

/** What the form begins with: a manual appointment that is there, or a new one with what is known of it already. */
export type EditorStart =
  | { readonly appointmentId: number }
  | {
      readonly startMs: number
      readonly endMs: number
      readonly hostId: number | null
      readonly client?: KnownClient
      readonly name?: string
    }

let opened: EditorStart | null = null
const listeners = new Set<() => void>()

/** Opens the form; another one that is open gives way. */
export function openEditor(start: EditorStart): void {
  show(start)
}

export function closeEditor(): void {
  show(null)
}

/** What the open form began with; null: it is closed. */
export function useOpenedEditor(): EditorStart | null {
  return useSyncExternalStore(subscribe, () => opened)
}

function show(next: EditorStart | null): void {
  opened = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
