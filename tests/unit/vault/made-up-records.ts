import type { ProviderId } from '../../../src/shared/words.ts'
import type { StoredSecret, VaultChoice, VaultRecords } from '../../../src/main/vault/records.ts'

/** What a vault wrote, for the next one to read. */
export function memoryRecords(): VaultRecords & { readonly rows: () => StoredSecret[]; readonly writes: () => number } {
  let secrets: StoredSecret[] = []
  let choice: VaultChoice | null = null
  let writes = 0
  return {
    rows: () => secrets,
    writes: () => writes,
    listSecrets: () => secrets,
    async replaceSecrets(provider: ProviderId, replacements) {
      writes += 1
      secrets = [...secrets.filter((secret) => secret.provider !== provider), ...replacements]
    },
    findChoice: () => choice,
    async saveChoice(value) {
      choice = value
    },
  }
}
