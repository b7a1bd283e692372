import type { SigningProviderId } from '../../../src/shared/words.ts'
import type { StoredCredential, StoredRetired, StoredSecret, VaultChoice, VaultRecords } from '../../../src/main/vault/records.ts'

/** What a vault wrote, for the next one to read. */
export function memoryRecords(): VaultRecords & { readonly rows: () => StoredSecret[]; readonly writes: () => number } {
  let secrets: StoredSecret[] = []
  let credentials: StoredCredential[] = []
  let choice: VaultChoice | null = null
  let writes = 0
  let retired: StoredRetired[] = []
  let lastId = 0
  return {
    rows: () => secrets,
    writes: () => writes,
    listSecrets: () => secrets,
    async replaceSecrets(provider: SigningProviderId, replacements, { retire, forget }) {
      writes += 1
      secrets = [...secrets.filter((secret) => secret.provider !== provider), ...replacements]
      const fresh = retire.map((secret) => ({ ...secret, id: (lastId += 1) }))
      retired = [...fresh, ...retired.filter(({ id }) => !forget.includes(id))]
      return fresh.map(({ id }) => id)
    },
    listRetired: () => retired,
    listCredentials: () => credentials,
    async saveCredential(credential) {
      writes += 1
      credentials = [...credentials.filter(({ name }) => name !== credential.name), credential]
    },
    tell: async () => undefined,
    async removeCredential(name) {
      credentials = credentials.filter((credential) => credential.name !== name)
    },
    findChoice: () => choice,
    async saveChoice(value) {
      choice = value
    },
  }
}
