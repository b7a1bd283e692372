import { useSyncExternalStore } from 'react'
import type { ProviderId, SigningProviderId, TokenProviderId } from '../../shared/words.ts'
import { openPage } from '../app/navigation.ts'

/** What another part of the window wants done on the page Providers. */
export type Ask =
  | { readonly what: 'connect'; readonly provider: TokenProviderId }
  | { readonly what: 'show'; readonly provider: ProviderId }
  | { readonly what: 'replace-secret'; readonly provider: SigningProviderId }

let asked: Ask | null = null
const listeners = new Set<() => void>()

/** Opens the dialog that connects a provider by token, over its card. */
export function askToConnect(provider: TokenProviderId): void {
  openPage('providers')
  answer({ what: 'connect', provider })
}

/** Shows a provider's card. */
export function showProvider(provider: ProviderId): void {
  openPage('providers')
  answer({ what: 'show', provider })
}

/** Opens the form that replaces a provider's signing secret, on its card. */
export function askToReplaceSecret(provider: SigningProviderId): void {
  openPage('providers')
  answer({ what: 'replace-secret', provider })
}

/** What is asked for; null: nothing. */
export function useAsked(): Ask | null {
  return useSyncExternalStore(subscribe, () => asked)
}

/** It was done, or is not wanted any more. */
export function forgetAsked(): void {
  answer(null)
}

function answer(next: Ask | null): void {
  asked = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
