import type { GoogleAccount } from '../../shared/contract/google.ts'
import type { ReadOutcome } from '../../shared/words.ts'
import { findGoogleAccount, findGoogleClientId, markGoogleAccountRefused, type GoogleAccountRow } from '../store/google-accounts.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { VaultClosedError, type Vault } from '../vault/vault.ts'
import { createApi, type GoogleApi, type GoogleClient, type GoogleWeb } from './api.ts'
import { isSignInEnded, NotSignedInError, outcomeOf } from './failure.ts'

export interface AccountsParts extends GoogleWeb {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
}

/** Who is signed in, and what Google can be asked with in their name. */
export interface Accounts {
  /** Null: not entered yet. Throws VaultClosedError while its secret cannot be opened. */
  client(): GoogleClient | null
  stateOf(account: GoogleAccountRow): GoogleAccount['state']
  /** Throws NotSignedInError, or VaultClosedError while the token cannot be opened. */
  apiOf(accountId: number): Promise<GoogleApi>
  /** The tokens in memory; null: of all accounts. */
  forget(accountId: number | null): void
  /** What a failed request in this account's name means; where Google has ended the sign-in, that is kept. */
  judge(accountId: number, error: unknown): Promise<Exclude<ReadOutcome, 'done'>>
}

/** In the vault. */
export const clientSecretName = 'google client'
export const refreshTokenName = (accountId: number): string => `google account ${accountId}`

export function createAccounts(parts: AccountsParts): Accounts {
  const { store, writer, vault, now, onFailure } = parts
  const apis = new Map<number, { readonly refreshToken: string; readonly api: Promise<GoogleApi> }>()

  function client(): GoogleClient | null {
    const id = findGoogleClientId(store.read)
    if (id === null) return null
    const secret = vault.credential(clientSecretName)
    if (secret?.text === null) throw new VaultClosedError("The OAuth client's secret cannot be opened now.")
    return { id, secret: secret?.text ?? null }
  }

  function refreshTokenOf(accountId: number): string {
    if (findGoogleAccount(store.read, accountId) === null) throw new NotSignedInError('Nobody is signed in with this account.')
    const token = vault.credential(refreshTokenName(accountId))
    if (token === null) throw new NotSignedInError('There is no refresh token of this account.')
    if (token.text === null) throw new VaultClosedError("The account's refresh token cannot be opened now.")
    return token.text
  }

  return {
    client,
    stateOf({ id, refusedAtMs }) {
      const token = vault.credential(refreshTokenName(id))
      if (token === null || refusedAtMs !== null) return 'sign-in-again'
      return token.text === null || vault.credential(clientSecretName)?.text === null ? 'vault' : 'ready'
    },
    async apiOf(accountId) {
      const refreshToken = refreshTokenOf(accountId)
      const known = apis.get(accountId)
      if (known?.refreshToken === refreshToken) return known.api
      const present = client()
      if (present === null) throw new NotSignedInError('There is no OAuth client.')
      const api = createApi(parts, present, refreshToken)
      apis.set(accountId, { refreshToken, api })
      return api
    },
    forget(accountId) {
      if (accountId === null) apis.clear()
      else apis.delete(accountId)
    },
    async judge(accountId, error) {
      const outcome = outcomeOf(error)
      if (outcome === null) onFailure(error)
      if (isSignInEnded(error)) {
        apis.delete(accountId)
        await writer.submit((db, notes) => {
          markGoogleAccountRefused(db, accountId, now())
          notes.topic('connections')
        })
      }
      return outcome ?? 'failed'
    },
  }
}
