import type { Backend } from './backend.ts'
import type { StoredCredential, VaultRecords } from './records.ts'
import type { Told } from './told.ts'

/** A token or key in memory; `text` is null while it cannot be opened. */
export interface HeldCredential extends Omit<StoredCredential, 'sealed'> {
  /** Null: kept in memory only. */
  readonly sealed: Uint8Array | null
  readonly text: string | null
}

export interface HeldCredentials {
  list(): readonly HeldCredential[]
  find(name: string): HeldCredential | undefined
  /** Reads what is stored, as far as the backend opens it. What is in memory only stays. */
  open(backend: Backend | null): Promise<void>
  save(backend: Backend, name: string, text: string, setAtMs: number): Promise<void>
  remove(name: string): Promise<void>
  /** What was in memory only is sealed by a backend that can. */
  adopt(backend: Backend): Promise<void>
}

/** Bound to what is sealed, so that one credential is not opened as another, or as a signing secret. */
const aboutCredential = (name: string): string => `credential ${name}`

/** @param told once the vault is open. */
export function holdCredentials(records: VaultRecords, told: () => Told): HeldCredentials {
  let held: readonly HeldCredential[] = []

  async function save(backend: Backend, name: string, text: string, setAtMs: number): Promise<void> {
    const sealed = backend.seal === null ? null : await backend.seal(text, aboutCredential(name))
    const credential = { name, backend: backend.name, sealed, text, lastFour: text.slice(-4), setAtMs }
    const change = told().credential(name, credential)
    if (sealed === null) await records.tell(change)
    else await records.saveCredential({ name, backend: backend.name, sealed, lastFour: credential.lastFour, setAtMs }, change)
    held = [...held.filter((other) => other.name !== name), credential]
  }

  return {
    list: () => held,
    find: (name) => held.find((credential) => credential.name === name),
    async open(backend) {
      const inMemory = held.filter(({ sealed }) => sealed === null)
      const stored = await Promise.all(
        records.listCredentials().map(async (credential): Promise<HeldCredential> => {
          const text = backend?.name === credential.backend ? await backend.open(credential.sealed, aboutCredential(credential.name)) : null
          return { ...credential, text }
        }),
      )
      held = [...stored.filter(({ name }) => !inMemory.some((other) => other.name === name)), ...inMemory]
    },
    save,
    async remove(name) {
      await records.removeCredential(name, told().credential(name, null))
      held = held.filter((credential) => credential.name !== name)
    },
    async adopt(backend) {
      if (backend.seal === null) return
      const inMemory = held.filter(({ sealed, text }) => sealed === null && text !== null)
      held = []
      for (const { name, text, setAtMs } of inMemory) await save(backend, name, text!, setAtMs)
    },
  }
}
