import type { SigningProviderId } from '../../shared/words.ts'
import type { Backend } from './backend.ts'
import type { StoredRetired, StoredSecret, VaultRecords } from './records.ts'
import { endedOverlapId, retiredForMs, retiring, stillKept, type HeldRetired, type RetiredSecret } from './retired.ts'
import type { Told } from './told.ts'
import { VaultClosedError, type Vault } from './vault.ts'

/** A secret in memory; `text` is null while it cannot be opened. */
interface HeldSecret extends Omit<StoredSecret, 'sealed'> {
  /** Null: kept in memory only. */
  readonly sealed: Uint8Array | null
  readonly text: string | null
}

type Read = Pick<Vault, 'secretsFor' | 'summarize' | 'retiredFor'>

/** The signing secrets of every provider, as `Vault` promises them; what seals is given a backend. Changes come one after the other. */
export interface HeldSecrets extends Read {
  /** With the expired ones. */
  list(): readonly HeldSecret[]
  /** One that counts, and cannot be opened. */
  unreadable(): HeldSecret | undefined
  /** Reads what is stored, as far as the backend opens it. What is in memory only stays. */
  open(backend: Backend | null): Promise<void>
  /** What was in memory only is sealed by a backend that can. */
  adopt(backend: Backend): Promise<void>
  /** What was kept for its time goes; what ended while the desk was off retires. */
  tidy(provider: SigningProviderId): Promise<void>
  set(backend: Backend | null, ...given: Parameters<Vault['setSecret']>): Promise<void>
  setPrevious(backend: Backend | null, ...given: Parameters<Vault['setPreviousSecret']>): Promise<void>
  remove(provider: SigningProviderId): Promise<void>
  removePrevious(provider: SigningProviderId): Promise<void>
  acceptRetired(backend: Backend | null, ...given: Parameters<Vault['acceptRetired']>): Promise<boolean>
  forgetRetired(provider: SigningProviderId): Promise<void>
}

export interface HeldSecretsParts {
  readonly records: VaultRecords
  readonly now: () => number
  readonly onChange: () => void
  /** Asked once the vault is open. */
  readonly told: () => Told
}

export function holdSecrets({ records, now, onChange, told }: HeldSecretsParts): HeldSecrets {
  let held: HeldSecret[] = []
  let retired: HeldRetired[] = []
  /** Below zero: the store's ids are above. */
  let lastIdInMemory = 0

  async function open(backend: Backend | null): Promise<void> {
    const opened = async <Secret extends StoredSecret | StoredRetired>(secret: Secret): Promise<Secret & { text: string | null }> => ({
      ...secret,
      text: backend?.name === secret.backend ? await backend.open(secret.sealed, secret.provider) : null,
    })
    const inMemory = held.filter(({ sealed }) => sealed === null)
    const stored = await Promise.all(records.listSecrets().map(opened))
    held = [...stored.filter(({ provider }) => !inMemory.some((other) => other.provider === provider)), ...inMemory]
    const retiredInMemory = retired.filter(({ sealed }) => sealed === null)
    retired = [...(await Promise.all(records.listRetired().map(opened))), ...retiredInMemory]
  }

  function find(provider: SigningProviderId, slot: StoredSecret['slot']): HeldSecret | undefined {
    return held.find((secret) => secret.provider === provider && secret.slot === slot && !isExpired(secret))
  }

  function isExpired({ untilMs }: HeldSecret): boolean {
    return untilMs !== null && untilMs <= now()
  }

  async function hold(
    backend: Backend | null,
    provider: SigningProviderId,
    slot: StoredSecret['slot'],
    text: string,
    untilMs: number | null,
  ): Promise<HeldSecret> {
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
      told().secrets(provider, kept),
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

  async function adopt(backend: Backend): Promise<void> {
    const inMemory = held.filter(({ sealed, text }) => sealed === null && text !== null)
    held = []
    if (backend.seal === null) {
      held = inMemory
      return
    }
    for (const provider of new Set(inMemory.map((secret) => secret.provider))) {
      const secrets = inMemory.filter((secret) => secret.provider === provider)
      const sealed = await Promise.all(
        secrets.map(async (secret) => ({
          ...(await hold(backend, provider, secret.slot, secret.text!, secret.untilMs)),
          setAtMs: secret.setAtMs,
        })),
      )
      await save(provider, sealed)
    }
  }

  return {
    list: () => held,
    unreadable: () => held.find((secret) => secret.text === null && !isExpired(secret)),
    open,
    adopt,
    tidy,
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
    async set(backend, provider, secret, previousUntilMs) {
      const replaced = find(provider, 'current')
      if (replaced?.text === secret) return
      const current = await hold(backend, provider, 'current', secret, null)
      const overlaps = previousUntilMs !== null && replaced?.text != null
      const previous = overlaps ? await hold(backend, provider, 'previous', replaced.text, previousUntilMs) : undefined
      await save(provider, [current, previous && { ...previous, setAtMs: replaced!.setAtMs }])
    },
    async setPrevious(backend, provider, secret, untilMs) {
      const known = find(provider, 'previous')
      if (known?.text === secret && known.untilMs === untilMs) return
      // The same one for longer or shorter is as old as it was.
      const previous = known?.text === secret ? { ...known, untilMs } : await hold(backend, provider, 'previous', secret, untilMs)
      await save(provider, [find(provider, 'current'), previous])
    },
    remove: (provider) => save(provider, []),
    removePrevious: (provider) => save(provider, [find(provider, 'current')]),
    retiredFor: (provider) => retiredOf(provider).flatMap(({ text, ...told }) => (text === null ? [] : [tellRetired(told, text)])),
    async acceptRetired(backend, provider, id, untilMs) {
      const text = retiredOf(provider).find((secret) => secret.id === id)?.text ?? null
      if (text === null) return false
      const accepted = await hold(backend, provider, untilMs === null ? 'current' : 'previous', text, untilMs)
      await save(provider, untilMs === null ? [accepted] : [find(provider, 'current'), accepted])
      return true
    },
    async forgetRetired(provider) {
      const inUse = held.filter((secret) => secret.provider === provider && !isExpired(secret))
      await replace(provider, inUse, [])
      onChange()
    },
  }
}

function tellRetired({ id, lastFour, setAtMs, retiredAtMs }: Omit<HeldRetired, 'text'>, secret: string): RetiredSecret {
  return { id, secret, lastFour, setAtMs, retiredAtMs }
}
