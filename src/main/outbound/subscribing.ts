import type { AddressRefusal } from '../../shared/subscription.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { Store } from '../store/open.ts'
import {
  findSubscription,
  insertSubscription,
  listSubscriptions,
  removeSubscription,
  saveCircuit,
  savePreviousUntil,
  saveSubscription,
  saveSubscriptionState,
  type SubscriptionChoice,
  type SubscriptionRow,
} from '../store/subscriptions.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import { judgeUrl, type OwnPlace } from './judge-target.ts'
import { newSecret, previousSecretNameOf, secretNameOf } from './sign.ts'

/** More would be a mistake, and each is looked at with every change. */
export const mostSubscriptions = 50

export interface SubscribingParts {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly own: () => OwnPlace
  readonly now: () => number
}

export type SubscriptionRefusal = AddressRefusal | 'missing' | 'many'

export class SubscriptionError extends Error {
  override readonly name = 'SubscriptionError'
  readonly code = 'SUBSCRIPTION'
  readonly reason: SubscriptionRefusal

  constructor(reason: SubscriptionRefusal) {
    super(`refused: ${reason}`)
    this.reason = reason
  }
}

/** What an admin sets of subscriptions; each doing is in the history of settings under their name. */
export interface Subscribing {
  /** @returns its id, and the secret that nobody can read again. Throws SubscriptionError, and VaultClosedError where no secret can be kept. */
  create(choice: SubscriptionChoice, actor: string): Promise<{ readonly id: number; readonly secret: string }>
  /** Throws SubscriptionError. */
  update(id: number, choice: SubscriptionChoice, actor: string): Promise<void>
  /** With all that waits and what is known of it. Throws SubscriptionError. */
  remove(id: number, actor: string): Promise<void>
  /** `active` also ends what a circuit or an end held back: what waits goes on at once. Throws SubscriptionError. */
  setState(id: number, state: 'active' | 'paused', actor: string): Promise<void>
  /** @param overlapMs for how long the one that it replaces signs, too; 0: not at all. Throws as `create`. */
  rotate(id: number, overlapMs: number): Promise<string>
  /** The previous secret signs no more. Throws SubscriptionError. */
  endPrevious(id: number): Promise<void>
  /** Takes previous secrets out of the vault whose time is over. */
  tidy(): Promise<void>
}

export function createSubscribing({ store, writer, vault, own, now }: SubscribingParts): Subscribing {
  function find(id: number): SubscriptionRow {
    const found = findSubscription(store.read, id)
    if (found === null) throw new SubscriptionError('missing')
    return found
  }

  function judge(choice: SubscriptionChoice): void {
    const refusal = judgeUrl(choice, own())
    if (refusal !== null) throw new SubscriptionError(refusal)
  }

  async function forgetPrevious(id: number): Promise<void> {
    if (vault.credential(previousSecretNameOf(id)) !== null) await vault.removeCredential(previousSecretNameOf(id))
    await writer.submit((db, notes) => {
      savePreviousUntil(db, id, null)
      notes.topic('subscriptions')
    })
  }

  return {
    async create(choice, actor) {
      judge(choice)
      if (listSubscriptions(store.read).length >= mostSubscriptions) throw new SubscriptionError('many')
      const secret = newSecret()
      const atMs = now()
      const id = await writer.submit((db, notes) => {
        const made = insertSubscription(db, { ...choice, atMs, by: actor })
        insertSettingChange(db, { atMs, actor, name: `subscription ${made}`, before: null, after: toldOf(choice) })
        notes.topic('subscriptions')
        return made
      })
      try {
        await vault.setCredential(secretNameOf(id), secret)
      } catch (error) {
        await writer.submit((db, notes) => {
          removeSubscription(db, id)
          insertSettingChange(db, { atMs, actor, name: `subscription ${id}`, before: toldOf(choice), after: null })
          notes.topic('subscriptions')
        })
        throw error
      }
      return { id, secret }
    },
    async update(id, choice, actor) {
      judge(choice)
      await writer.submit((db, notes) => {
        const before = findSubscription(db, id)
        if (before === null) throw new SubscriptionError('missing')
        saveSubscription(db, id, choice)
        // What was known of the old address says nothing of the new one.
        if (before.url !== choice.url)
          saveCircuit(db, id, { lastSuccessAtMs: before.lastSuccessAtMs, failures: 0, failingSinceMs: null, openUntilMs: null })
        insertSettingChange(db, { atMs: now(), actor, name: `subscription ${id}`, before: toldOf(before), after: toldOf(choice) })
        notes.topic('subscriptions')
      })
    },
    async remove(id, actor) {
      const before = find(id)
      await writer.submit((db, notes) => {
        if (!removeSubscription(db, id)) return
        insertSettingChange(db, { atMs: now(), actor, name: `subscription ${id}`, before: toldOf(before), after: null })
        notes.topic('subscriptions')
      })
      for (const name of [secretNameOf(id), previousSecretNameOf(id)])
        if (vault.credential(name) !== null) await vault.removeCredential(name)
    },
    async setState(id, state, actor) {
      await writer.submit((db, notes) => {
        const before = findSubscription(db, id)
        if (before === null) throw new SubscriptionError('missing')
        const { lastSuccessAtMs } = before
        const atMs = now()
        if (before.state !== state) saveSubscriptionState(db, id, state, atMs)
        if (state === 'active') saveCircuit(db, id, { lastSuccessAtMs, failures: 0, failingSinceMs: null, openUntilMs: null })
        insertSettingChange(db, { atMs, actor, name: `subscription ${id}`, before: { state: before.state }, after: { state } })
        notes.topic('subscriptions')
      })
    },
    async rotate(id, overlapMs) {
      find(id)
      const replaced = vault.credential(secretNameOf(id))?.text ?? null
      if (replaced !== null && overlapMs > 0) {
        await vault.setCredential(previousSecretNameOf(id), replaced)
        await writer.submit((db) => savePreviousUntil(db, id, now() + overlapMs))
      } else await forgetPrevious(id)
      const secret = newSecret()
      await vault.setCredential(secretNameOf(id), secret)
      await writer.submit((_db, notes) => notes.topic('subscriptions'))
      return secret
    },
    endPrevious: async (id) => forgetPrevious(find(id).id),
    async tidy() {
      for (const { id, previousUntilMs } of listSubscriptions(store.read))
        if (previousUntilMs !== null && previousUntilMs <= now()) await forgetPrevious(id)
    },
  }
}

/** For the history: where to, without what may be secret in the address, and what of. */
function toldOf({ url, ...choice }: SubscriptionChoice) {
  const { origin, pathname, search } = new URL(url)
  const { name, events, sources, types, hostIds, disclosure, privateHost, plainHost } = choice
  return {
    name,
    address: `${origin}${shortPath(pathname)}${search === '' ? '' : '?…'}`,
    events,
    sources,
    types,
    hostIds,
    disclosure,
    privateHost,
    plainHost,
  }
}

/** Services such as chats put a secret into the last part of a path. */
function shortPath(pathname: string): string {
  return pathname.replace(/[^/]{16,}/g, (part) => `${part.slice(0, 4)}…`)
}
