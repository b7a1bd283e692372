import type { DeskStatus } from '../../shared/contract.ts'
import { signingProviderIds, type SigningProviderId } from '../../shared/words.ts'
import { environmentKeyName, keyringBackend, memoryBackend, memoryName, passphraseName, sealerBackend } from './backend.ts'
import type { Backend } from './backend.ts'
import { holdCredentials } from './credentials.ts'
import type { Keyring } from './keyring.ts'
import type { StoredSecret, VaultChoice, VaultRecords } from './records.ts'
import { endedOverlapId, retiredForMs, retiring, stillKept, type HeldRetired, type RetiredSecret } from './retired.ts'
import { costOf, createPassphraseSealer } from './seal.ts'
import type { ScryptCost } from './seal.ts'
import { createTold } from './told.ts'

export type VaultStatus = DeskStatus['vault']

export interface UsableSecret {
  readonly key: 'current' | 'previous'
  readonly secret: string
}

/** What may be told of a provider's secrets. */
export interface SecretSummary {
  readonly secret: { readonly lastFour: string; readonly setAtMs: number } | null
  readonly previousSecret: { readonly lastFour: string; readonly untilMs: number } | null
  /** False: there is one, but it cannot be opened here and now. */
  readonly readable: boolean
}

/** A token or key that lets us ask a provider. */
export interface Credential {
  /** Null: it is there, and cannot be opened here and now. */
  readonly text: string | null
  readonly lastFour: string
  readonly setAtMs: number
}

/** What the vault sealed for somebody else to keep. */
export interface SealedText {
  /** Name of the backend that sealed it. */
  readonly backend: string
  readonly sealed: Uint8Array
}

export interface Vault {
  status(): VaultStatus
  /** Without the expired ones, current before previous; empty: the endpoint is closed. Read from memory. */
  secretsFor(provider: SigningProviderId): readonly UsableSecret[]
  summarize(provider: SigningProviderId): SecretSummary
  /**
   * Sets the current secret; the one it replaces still counts until `previousUntilMs` (null: not at all). Setting the secret that is
   * set already changes nothing. Throws VaultClosedError where there is no place to keep it. Durable on return, unless in memory.
   */
  setSecret(provider: SigningProviderId, secret: string, previousUntilMs: number | null): Promise<void>
  setPreviousSecret(provider: SigningProviderId, secret: string, untilMs: number): Promise<void>
  /** Removes the previous one too: nothing is accepted any more. */
  removeSecret(provider: SigningProviderId): Promise<void>
  removePreviousSecret(provider: SigningProviderId): Promise<void>
  /** Secrets that were replaced or removed within the last 90 days, as far as they can be opened; they verify nothing. Youngest first. */
  retiredFor(provider: SigningProviderId): readonly RetiredSecret[]
  /**
   * Makes a retired one the previous secret again, until then; null: the current one, for good. What it takes the place of retires.
   * @returns false: it is not there any more, or cannot be opened.
   */
  acceptRetired(provider: SigningProviderId, id: number, untilMs: number | null): Promise<boolean>
  forgetRetired(provider: SigningProviderId): Promise<void>
  /** Null: none of this name. Read from memory. */
  credential(name: string): Credential | null
  /** Takes the place of the one of this name. Throws VaultClosedError where there is no place to keep it. Durable on return, unless in memory. */
  setCredential(name: string, text: string): Promise<void>
  removeCredential(name: string): Promise<void>
  /** Seals what is kept outside of the store, bound to what it is about. Null: there is no place to keep anything that outlasts the desk. */
  seal(text: string, about: string): Promise<SealedText | null>
  /** Null: it was sealed with another key, or changed since. Throws VaultClosedError while the vault waits for its key. */
  unseal(sealed: SealedText, about: string): Promise<string | null>
  /** Throws VaultChoiceError while there is a place to keep secrets that outlasts the desk. */
  choose(choice: { readonly mode: 'passphrase'; readonly passphrase: string } | { readonly mode: 'memory' }): Promise<void>
  /** False: not the passphrase. */
  unlock(passphrase: string): Promise<boolean>
}

/** There is no place to keep a secret yet; `state` says why. */
export class VaultClosedError extends Error {
  readonly code = 'VAULT_CLOSED'
  override readonly name = 'VaultClosedError'
}

export class VaultChoiceError extends Error {
  readonly code = 'VAULT_CHOICE'
  override readonly name = 'VaultChoiceError'
}

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

/** A secret in memory; `text` is null while it cannot be opened. */
interface HeldSecret extends Omit<StoredSecret, 'sealed'> {
  /** Null: kept in memory only. */
  readonly sealed: Uint8Array | null
  readonly text: string | null
}

/** The key under which prints of API keys are made: explain/credential-prints.ts. Nobody misses it, a new one is made. */
export const fingerprintKeyName = 'fingerprint key'
/** With which the booking page signs: booking/page-key.ts. Nobody misses it either. */
export const bookingPageKeyName = 'booking page key'
const unmissed: readonly string[] = [fingerprintKeyName, bookingPageKeyName]

const aboutOutside = (about: string): string => `outside ${about}`

const checkText = 'deskbell'
const checkAbout = 'vault check'

/** Opens the vault and every secret that can be opened. */
export async function openVault({ records, keyring, vaultKey, now, scryptCost, onChange }: VaultOptions): Promise<Vault> {
  let choice = records.findChoice()
  let backend = await firstBackend()
  let held: HeldSecret[] = []
  let retired: HeldRetired[] = []
  const credentials = holdCredentials(records, () => toldOf)
  /** Below zero: the store's ids are above. */
  let lastIdInMemory = 0
  let lastChange: Promise<unknown> = Promise.resolve()

  async function firstBackend(): Promise<Backend | null> {
    if (vaultKey !== null) return sealerBackend(environmentKeyName, createPassphraseSealer(vaultKey, scryptCost ?? costOf(vaultKey)))
    if (choice?.mode === 'passphrase') return null
    const name = await keyring.backend()
    if (name !== null) return keyringBackend(name, keyring)
    return choice?.mode === 'memory' ? memoryBackend : null
  }

  async function openAll(): Promise<void> {
    const inMemory = held.filter(({ sealed }) => sealed === null)
    const stored = await Promise.all(
      records.listSecrets().map(async (secret): Promise<HeldSecret> => {
        const isOurs = backend !== null && secret.backend === backend.name
        return { ...secret, text: isOurs ? await backend!.open(secret.sealed, secret.provider) : null }
      }),
    )
    held = [...stored.filter(({ provider }) => !inMemory.some((other) => other.provider === provider)), ...inMemory]
    const retiredInMemory = retired.filter(({ sealed }) => sealed === null)
    const storedRetired = await Promise.all(
      records.listRetired().map(async (secret): Promise<HeldRetired> => {
        const isOurs = backend !== null && secret.backend === backend.name
        return { ...secret, text: isOurs ? await backend!.open(secret.sealed, secret.provider) : null }
      }),
    )
    retired = [...storedRetired, ...retiredInMemory]
    await credentials.open(backend)
  }

  function find(provider: SigningProviderId, slot: StoredSecret['slot']): HeldSecret | undefined {
    return held.find((secret) => secret.provider === provider && secret.slot === slot && !isExpired(secret))
  }

  function isExpired({ untilMs }: HeldSecret): boolean {
    return untilMs !== null && untilMs <= now()
  }

  async function hold(provider: SigningProviderId, slot: StoredSecret['slot'], text: string, untilMs: number | null): Promise<HeldSecret> {
    if (backend === null) throw new VaultClosedError('There is no place to keep a secret yet: choose a passphrase, or memory only, first.')
    const sealed = backend.seal === null ? null : await backend.seal(text, provider)
    return { provider, slot, backend: backend.name, sealed, text, lastFour: text.slice(-4), setAtMs: now(), untilMs }
  }

  async function save(provider: SigningProviderId, secrets: readonly (HeldSecret | undefined)[]): Promise<void> {
    const kept = secrets.filter((secret) => secret !== undefined && !isExpired(secret)) as HeldSecret[]
    const before = held.filter((secret) => secret.provider === provider)
    await replace(provider, kept, [...retired.filter((secret) => secret.provider === provider), ...retiring(before, kept, now())])
    onChange()
  }

  async function replace(
    provider: SigningProviderId,
    kept: readonly HeldSecret[],
    candidates: readonly (HeldRetired | Omit<HeldRetired, 'id'>)[],
  ): Promise<void> {
    const inUse = kept.map(({ text }) => text)
    const keptRetired = stillKept(candidates, inUse, now())
    const fresh = keptRetired.filter((secret) => !('id' in secret))
    const forget = retired.filter((secret) => secret.provider === provider && !keptRetired.includes(secret))
    const ids = await records.replaceSecrets(
      provider,
      kept.flatMap(({ text: _text, sealed, ...secret }) => (sealed === null ? [] : [{ ...secret, sealed }])),
      {
        retire: fresh.flatMap(({ text: _text, sealed, ...secret }) => (sealed === null ? [] : [{ ...secret, sealed }])),
        forget: forget.flatMap(({ id, sealed }) => (sealed === null ? [] : [id])),
      },
      toldOf.secrets(provider, kept),
    )
    const stored = [...ids]
    const withId = (secret: HeldRetired | Omit<HeldRetired, 'id'>): HeldRetired => {
      if ('id' in secret) return secret
      return { ...secret, id: secret.sealed === null ? (lastIdInMemory -= 1) : stored.shift()! }
    }
    held = [...held.filter((secret) => secret.provider !== provider), ...kept]
    retired = [
      ...retired.filter((secret) => secret.provider !== provider),
      ...fresh.map(withId),
      ...keptRetired.filter((secret) => 'id' in secret),
    ]
  }

  /** What was kept for its time goes; what ended while the desk was off retires. */
  async function tidy(provider: SigningProviderId): Promise<void> {
    const own = held.filter((secret) => secret.provider === provider)
    const hasOld = retired.some((secret) => secret.provider === provider && secret.retiredAtMs < now() - retiredForMs)
    if (!hasOld && !own.some(isExpired)) return
    const kept = own.filter((secret) => !isExpired(secret))
    await replace(provider, kept, [...retired.filter((secret) => secret.provider === provider), ...retiring(own, kept, now())])
  }

  /** Those that can be opened, and the one whose overlap ended since the last change. */
  function retiredOf(provider: SigningProviderId): HeldRetired[] {
    const ended = held.filter((secret) => secret.provider === provider && isExpired(secret))
    const candidates = [
      ...retired.filter((secret) => secret.provider === provider),
      ...retiring(ended, [], now()).map((secret) => ({ ...secret, id: endedOverlapId })),
    ]
    const inUse = [find(provider, 'current')?.text ?? null, find(provider, 'previous')?.text ?? null]
    return stillKept(candidates, inUse, now())
  }

  async function acceptRetired(provider: SigningProviderId, id: number, untilMs: number | null): Promise<boolean> {
    const text = retiredOf(provider).find((secret) => secret.id === id)?.text ?? null
    if (text === null) return false
    const accepted = await hold(provider, untilMs === null ? 'current' : 'previous', text, untilMs)
    await save(provider, untilMs === null ? [accepted] : [find(provider, 'current'), accepted])
    return true
  }

  async function forgetRetired(provider: SigningProviderId): Promise<void> {
    const inUse = held.filter((secret) => secret.provider === provider && !isExpired(secret))
    await replace(provider, inUse, [])
    onChange()
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
      held.find((secret) => secret.text === null && !isExpired(secret)) ??
      credentials.list().find(({ name, text }) => text === null && !unmissed.includes(name))
    if (unreadable !== undefined) return { state: 'changed', backend: unreadable.backend, mustChoose }
    return backend === null ? { state: 'choose', backend: null, mustChoose } : { state: 'ready', backend: backend.name, mustChoose }
  }

  async function adopt(newBackend: Backend, newChoice: VaultChoice): Promise<void> {
    backend = newBackend
    choice = newChoice
    const inMemory = held.filter(({ sealed, text }) => sealed === null && text !== null)
    held = []
    if (newBackend.seal !== null) {
      for (const provider of new Set(inMemory.map((secret) => secret.provider))) {
        const secrets = inMemory.filter((secret) => secret.provider === provider)
        const sealed = await Promise.all(
          secrets.map(async (secret) => ({
            ...(await hold(provider, secret.slot, secret.text!, secret.untilMs)),
            setAtMs: secret.setAtMs,
          })),
        )
        await save(provider, sealed)
      }
    } else {
      held = inMemory
    }
    await credentials.adopt(newBackend)
    await openAll()
    onChange()
  }

  await openAll()
  const toldOf = createTold(held, credentials.list())
  for (const provider of signingProviderIds) await tidy(provider)
  return {
    status,
    secretsFor: (provider) =>
      (['current', 'previous'] as const).flatMap((key) => {
        const secret = find(provider, key)?.text ?? null
        return secret === null ? [] : [{ key, secret }]
      }),
    summarize(provider) {
      const current = find(provider, 'current')
      const previous = find(provider, 'previous')
      return {
        secret: current ? { lastFour: current.lastFour, setAtMs: current.setAtMs } : null,
        previousSecret: previous?.untilMs == null ? null : { lastFour: previous.lastFour, untilMs: previous.untilMs },
        readable: current === undefined || current.text !== null,
      }
    },
    setSecret: (provider, secret, previousUntilMs) =>
      inTurn(async () => {
        const replaced = find(provider, 'current')
        if (replaced?.text === secret) return
        const current = await hold(provider, 'current', secret, null)
        const overlaps = previousUntilMs !== null && replaced?.text != null
        const previous = overlaps ? await hold(provider, 'previous', replaced.text, previousUntilMs) : undefined
        await save(provider, [current, previous && { ...previous, setAtMs: replaced!.setAtMs }])
      }),
    setPreviousSecret: (provider, secret, untilMs) =>
      inTurn(async () => {
        const known = find(provider, 'previous')
        if (known?.text === secret && known.untilMs === untilMs) return
        // The same one for longer or shorter is as old as it was.
        const previous = known?.text === secret ? { ...known, untilMs } : await hold(provider, 'previous', secret, untilMs)
        await save(provider, [find(provider, 'current'), previous])
      }),
    removeSecret: (provider) => inTurn(() => save(provider, [])),
    removePreviousSecret: (provider) => inTurn(() => save(provider, [find(provider, 'current')])),
    retiredFor: (provider) => retiredOf(provider).flatMap(({ text, ...told }) => (text === null ? [] : [tellRetired(told, text)])),
    acceptRetired: (provider, id, untilMs) => inTurn(() => acceptRetired(provider, id, untilMs)),
    forgetRetired: (provider) => inTurn(() => forgetRetired(provider)),
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

function tellRetired({ id, lastFour, setAtMs, retiredAtMs }: Omit<HeldRetired, 'text'>, secret: string): RetiredSecret {
  return { id, secret, lastFour, setAtMs, retiredAtMs }
}
