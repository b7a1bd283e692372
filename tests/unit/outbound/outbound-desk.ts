import { onTestFinished, vi } from 'vitest'
import { createHandOn } from '../../../src/main/outbound/hand-on.ts'
import { openOutbound, type OutboundParts } from '../../../src/main/outbound/outbound.ts'
import { insertMessage, listMessages } from '../../../src/main/store/outbox.ts'
import { findSubscription, type SubscriptionChoice } from '../../../src/main/store/subscriptions.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { vaultRecordsOf } from '../../../src/main/vault/store-records.ts'
import { openVault } from '../../../src/main/vault/open-vault.ts'
import type { Keyring } from '../../../src/main/vault/keyring.ts'
import { startSubscriber, subscriberHost } from '../../support/stand-ins/subscriber.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { drawer } from '../desk/test-desk.ts'

/** Stops the clock of this process; timers and sockets go on. Both sides of a signature go by it. */
export function stopDate(nowMs = NOON): void {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs })
  onTestFinished(() => void vi.useRealTimers())
}

export function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms)
}

export function choiceOf(url: string, more: Partial<SubscriptionChoice> = {}): SubscriptionChoice {
  return {
    name: 'CRM',
    url,
    events: ['appointment.created'],
    sources: [],
    types: [],
    hostIds: [],
    disclosure: { personal: false, medical: false, metadata: true },
    privateHost: subscriberHost,
    plainHost: subscriberHost,
    ...more,
  }
}

/** Only made-up names are resolved, to this machine. */
export const resolveHere: NonNullable<OutboundParts['resolve']> = async (hostname) => {
  if (hostname.endsWith('.test')) return [{ address: '127.0.0.1', family: 4 }]
  throw Object.assign(new Error('not known'), { code: 'ENOTFOUND' })
}

/** Sending with a real store, a real vault and real HTTP; only the clock and the name server are given. */
export async function outboundDesk({
  store = temporaryStore(),
  keyring = drawer,
  ...given
}: Partial<Pick<OutboundParts, 'resolve' | 'timeouts' | 'random' | 'own'>> & {
  readonly store?: ReturnType<typeof temporaryStore>
  readonly keyring?: Keyring
} = {}) {
  const now = (): number => Date.now()
  const failures: unknown[] = []
  const handOn = createHandOn(now, (error) => failures.push(error))
  const writer = createWriter(store.write, { afterJob: handOn.afterJob, onAfterJobFailure: (error) => failures.push(error) })
  const vault = await openVault({
    records: vaultRecordsOf(store, writer, { now, actor: () => 'mara' }),
    keyring,
    vaultKey: null,
    now,
    onChange: () => undefined,
  })
  const outbound = openOutbound({
    store,
    writer,
    vault,
    handOn,
    version: '1.2.3',
    own: () => ({ port: null, publicUrl: null }),
    now,
    onFailure: (error) => failures.push(error),
    resolve: resolveHere,
    timeouts: { connectMs: 2000, wholeMs: 5000 },
    random: () => 0,
    ...given,
  })
  outbound.start()
  let isOpen = true
  const close = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await outbound.close()
    await writer.close()
  }
  onTestFinished(close)
  return {
    store,
    writer,
    vault,
    outbound,
    handOn,
    failures,
    close,
    queue: (subscriptionId: number, webhookId: string) =>
      writer.submit((db) =>
        insertMessage(db, {
          subscriptionId,
          webhookId,
          type: 'appointment.created',
          appointmentId: null,
          clientId: null,
          body: JSON.stringify({ type: 'appointment.created', at: new Date(Date.now()).toISOString(), data: { id: webhookId } }),
          atMs: Date.now(),
        }),
      ),
    /** In the order in which they were queued. */
    messages: (subscriptionId: number) =>
      listMessages(store.read, { subscriptionId, state: null, beforeId: null, limit: 1000 }).toReversed(),
    subscription: (id: number) => findSubscription(store.read, id),
  }
}

/** One with a subscriber of which it knows, on a clock that stands still. */
export async function subscribedDesk() {
  stopDate()
  const subscriber = await startSubscriber()
  const desk = await outboundDesk()
  const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
  return { desk, id, subscriber }
}
