import { signingProviderIds } from '../../shared/words.ts'
import { environmentKeyName, keyringBackend, memoryBackend, memoryName, passphraseName, sealerBackend } from './backend.ts'
import type { Backend } from './backend.ts'
import { holdCredentials } from './credentials.ts'
import type { Keyring } from './keyring.ts'
import { unmissedKeyNames } from './own-keys.ts'
import type { VaultChoice, VaultRecords } from './records.ts'
import { costOf, createPassphraseSealer, type ScryptCost } from './seal.ts'
import { holdSecrets } from './signing-secrets.ts'
import { createTold } from './told.ts'
import { VaultChoiceError, VaultClosedError, type Vault, type VaultStatus } from './vault.ts'

export interface VaultOptions {
  readonly records: VaultRecords
  readonly keyring: Keyring
  /** DESKBELL_VAULT_KEY; wins over everything else. */
  readonly vaultKey: string | null
  readonly now: () => number
  readonly scryptCost?: ScryptCost
  /** Called after every change of what `status`, `secretsFor` or `summarize` tell. */
  readonly onChange: () => void
}

const aboutOutside = (about: string): string => `outside ${about}`

const checkText = 'deskbell'
const checkAbout = 'vault check'

/** Opens the vault and every secret that can be opened. */
export async function openVault({ records, keyring, vaultKey, now, scryptCost, onChange }: VaultOptions): Promise<Vault> {
  let choice = records.findChoice()
  let backend = await firstBackend()
  const secrets = holdSecrets({ records, now, onChange, told: () => toldOf })
  const credentials = holdCredentials(records, () => toldOf)
  let lastChange: Promise<unknown> = Promise.resolve()

  async function firstBackend(): Promise<Backend | null> {
    if (vaultKey !== null) return sealerBackend(environmentKeyName, createPassphraseSealer(vaultKey, scryptCost ?? costOf(vaultKey)))
    if (choice?.mode === 'passphrase') return null
    const name = await keyring.backend()
    if (name !== null) return keyringBackend(name, keyring)
    return choice?.mode === 'memory' ? memoryBackend : null
  }

  /** Sealing takes a while; what changes one after the other sees what the one before did. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = lastChange.then(change)
    lastChange = turn.catch(() => undefined)
    return turn
  }

  function status(): VaultStatus {
    if (backend === null && choice?.mode === 'passphrase') return { state: 'locked', backend: passphraseName, mustChoose: false }
    const mustChoose = backend === null
    const unreadable =
      secrets.unreadable() ?? credentials.list().find(({ name, text }) => text === null && !unmissedKeyNames.includes(name))
    if (unreadable !== undefined) return { state: 'changed', backend: unreadable.backend, mustChoose }
    return backend === null ? { state: 'choose', backend: null, mustChoose } : { state: 'ready', backend: backend.name, mustChoose }
  }

  async function adopt(newBackend: Backend, newChoice: VaultChoice): Promise<void> {
    backend = newBackend
    choice = newChoice
    await secrets.adopt(backend)
    await credentials.adopt(backend)
    await secrets.open(backend)
    await credentials.open(backend)
    onChange()
  }

  await secrets.open(backend)
  await credentials.open(backend)
  const toldOf = createTold(secrets.list(), credentials.list())
  for (const provider of signingProviderIds) await secrets.tidy(provider)
  return {
    status,
    secretsFor: secrets.secretsFor,
    summarize: secrets.summarize,
    setSecret: (...given) => inTurn(() => secrets.set(backend, ...given)),
    setPreviousSecret: (...given) => inTurn(() => secrets.setPrevious(backend, ...given)),
    removeSecret: (provider) => inTurn(() => secrets.remove(provider)),
    removePreviousSecret: (provider) => inTurn(() => secrets.removePrevious(provider)),
    retiredFor: secrets.retiredFor,
    acceptRetired: (...given) => inTurn(() => secrets.acceptRetired(backend, ...given)),
    forgetRetired: (provider) => inTurn(() => secrets.forgetRetired(provider)),
    credential(name) {
      const found = credentials.find(name)
      return found ? { text: found.text, lastFour: found.lastFour, setAtMs: found.setAtMs } : null
    },
    setCredential: (name, text) =>
      inTurn(async () => {
        if (backend === null)
          throw new VaultClosedError('There is no place to keep a token yet: choose a passphrase, or memory only, first.')
        await credentials.save(backend, name, text, now())
        onChange()
      }),
    removeCredential: (name) =>
      inTurn(async () => {
        await credentials.remove(name)
        onChange()
      }),
    seal: async (text, about) => (backend?.seal ? { backend: backend.name, sealed: await backend.seal(text, aboutOutside(about)) } : null),
    async unseal({ backend: name, sealed }, about) {
      if (backend === null) throw new VaultClosedError('The vault waits for its key.')
      return name === backend.name ? backend.open(sealed, aboutOutside(about)) : null
    },
    choose: (chosen) =>
      inTurn(async () => {
        if (backend !== null && backend.name !== memoryName) {
          throw new VaultChoiceError(`Secrets are kept by ${backend.name}; there is nothing to choose.`)
        }
        if (chosen.mode === 'memory') {
          await records.saveChoice({ mode: 'memory' }, toldOf.choice('memory', choice))
          await adopt(memoryBackend, { mode: 'memory' })
          return
        }
        const sealer = createPassphraseSealer(chosen.passphrase, scryptCost)
        const check = Buffer.from(await sealer.seal(checkText, checkAbout)).toString('base64')
        await records.saveChoice({ mode: 'passphrase', check }, toldOf.choice('passphrase', choice))
        await adopt(sealerBackend(passphraseName, sealer), { mode: 'passphrase', check })
      }),
    unlock: (passphrase) =>
      inTurn(async () => {
        if (backend !== null || choice?.mode !== 'passphrase') return true
        const sealer = createPassphraseSealer(passphrase, scryptCost)
        if ((await sealer.open(Buffer.from(choice.check, 'base64'), checkAbout)) !== checkText) return false
        await adopt(sealerBackend(passphraseName, sealer), choice)
        return true
      }),
  }
}
