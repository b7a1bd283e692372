import { z } from 'zod'
import { backupCredential } from '../store/backup-runs.ts'
import type { Vault } from '../vault/vault.ts'

/** The vault shows the end of what it keeps; of a passphrase nothing may be shown, so it is wrapped. */
const wrappedSchema = z.strictObject({ passphrase: z.string(), kept: z.literal('whole') })

export type PassphraseState =
  | { readonly state: 'none' }
  | { readonly state: 'ready'; readonly setAtMs: number; readonly text: string }
  /** It is set, and the vault cannot open it here and now. */
  | { readonly state: 'locked'; readonly setAtMs: number }

export function readPassphrase(vault: Pick<Vault, 'credential'>): PassphraseState {
  const held = vault.credential(backupCredential)
  if (held === null) return { state: 'none' }
  const { text, setAtMs } = held
  if (text === null) return { state: 'locked', setAtMs }
  return { state: 'ready', setAtMs, text: wrappedSchema.parse(JSON.parse(text)).passphrase }
}

/** @param passphrase null: backups are not encrypted from now on. Throws VaultClosedError where there is no place to keep it. */
export async function keepPassphrase(vault: Pick<Vault, 'setCredential' | 'removeCredential'>, passphrase: string | null): Promise<void> {
  if (passphrase === null) return vault.removeCredential(backupCredential)
  await vault.setCredential(backupCredential, JSON.stringify({ passphrase, kept: 'whole' } satisfies z.infer<typeof wrappedSchema>))
}
