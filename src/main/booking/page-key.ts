import { randomBytes } from 'node:crypto'
import { bookingPageKeyName } from '../vault/own-keys.ts'
import type { Vault } from '../vault/vault.ts'

/** What the booking page signs with. */
export interface PageKey {
  /** Kept by the vault as soon as it can keep anything, so that a page that is open outlasts a restart. */
  current(): string
}

/** @param onFailure it could not be kept; it holds until the desk ends. */
export function createPageKey(vault: Pick<Vault, 'credential' | 'setCredential' | 'status'>, onFailure: (error: unknown) => void): PageKey {
  const own = randomBytes(32).toString('base64url')
  let keeping: Promise<void> | null = null

  async function keep(): Promise<void> {
    try {
      await vault.setCredential(bookingPageKeyName, own)
    } catch (error) {
      onFailure(error)
    } finally {
      keeping = null
    }
  }

  return {
    current() {
      const kept = vault.credential(bookingPageKeyName)?.text ?? null
      if (kept !== null) return kept
      // One that another keyring sealed is of no use any more once that of today is ready; a locked one only waits.
      if (vault.status().state === 'ready') keeping ??= keep()
      return own
    },
  }
}
