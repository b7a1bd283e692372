import { useSyncExternalStore } from 'react'
import type { ProviderId } from '../../shared/words.ts'
import { openSettings } from '../settings/open-section.ts'

/** Of which provider the changes are listed; null: of everything. */
let about: ProviderId | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useChangesAbout(): ProviderId | null {
  return useSyncExternalStore(subscribe, () => about)
}

/** Lists the changes of one provider's settings and secrets, or all again. */
export function showChangesAbout(provider: ProviderId | null): void {
  about = provider
  for (const listener of listeners) listener()
  if (provider !== null) openSettings('changes')
}
