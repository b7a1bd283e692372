import { setMaxListeners } from 'node:events'
import type { Store } from '../store/open.ts'
import { insertAttempt } from '../store/outbox-attempts.ts'
import { findHead, findMessage, insertMessage, saveMessage, type MessageRow } from '../store/outbox.ts'
import { findSubscription, listSubscriptions, saveCircuit, saveSubscriptionState, type SubscriptionRow } from '../store/subscriptions.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import { afterAttempt, dueAtMs } from './after-attempt.ts'
import { send, type SendParts, type Sent } from './send.ts'
import { secretsOf, shortened, signedHeaders } from './sign.ts'
import { withhold } from './withhold.ts'

export interface SenderParts extends SendParts {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Pick<Vault, 'credential'>
  /** Of the app, for `User-Agent`. */
  readonly version: string
  readonly random: () => number
  readonly onFailure: (error: unknown) => void
}

export interface Sender {
  /** Looks at once for what is due. Settles when nothing is any more; never rejects. */
  look(): Promise<void>
  /** Sends a message that is in no queue, and keeps what came of it. Null: its secret cannot be had now. */
  sendTest(
    subscription: SubscriptionRow,
    message: Pick<MessageRow, 'webhookId' | 'body'> & { body: string },
    by: string,
  ): Promise<Sent | null>
  /** Cuts off what is under way; it is sent again after the next start, under the same id. */
  close(): Promise<void>
}

/** A sleeping machine's timers stand still: nothing is waited for in one piece. */
const longestTimerMs = 60_000
/** The store did not take what came of an attempt: it is offered it again then. */
const afterFailureMs = 30_000

/** One message at a time to each subscription, in the order in which they were queued; all subscriptions at once. */
export function createSender(parts: SenderParts): Sender {
  const { store, writer, vault, version, now, random, onFailure } = parts
  const closing = new AbortController()
  // Each subscription's request listens to it.
  setMaxListeners(0, closing.signal)
  /** By subscription. */
  const underWay = new Map<number, Promise<void>>()
  /** By subscription: until when it rests, because something failed here. */
  const resting = new Map<number, number>()
  /** By subscription: what came of an attempt and could not be noted yet. Nothing is sent there before. */
  const unnoted = new Map<number, () => Promise<void>>()
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    if (closing.signal.aborted) return
    for (const subscription of listSubscriptions(store.read)) {
      if (underWay.has(subscription.id) || findDue(subscription) === null) continue
      const work = sendAll(subscription.id)
        .catch((error: unknown) => {
          if (closing.signal.aborted) return
          resting.set(subscription.id, now() + afterFailureMs)
          onFailure(error)
        })
        .finally(() => {
          underWay.delete(subscription.id)
          wait()
        })
      underWay.set(subscription.id, work)
    }
    wait()
    await Promise.all(underWay.values())
  }

  function findDue(subscription: SubscriptionRow): MessageRow | null {
    const nextMs = nextOf(subscription)
    return nextMs !== null && nextMs.atMs <= now() ? nextMs.message : null
  }

  function nextOf(subscription: SubscriptionRow): { readonly message: MessageRow; readonly atMs: number } | null {
    if (subscription.state !== 'active' || secretsOf(vault, subscription, now()).length === 0) return null
    const message = findHead(store.read, subscription.id)
    if (message === null) return null
    const restsUntilMs = resting.get(subscription.id) ?? 0
    return { message, atMs: Math.max(dueAtMs(message, subscription, now()), restsUntilMs - now() > afterFailureMs ? 0 : restsUntilMs) }
  }

  async function sendAll(id: number): Promise<void> {
    resting.delete(id)
    while (!closing.signal.aborted) {
      await noteOwed(id)
      const subscription = findSubscription(store.read, id)
      const message = subscription && findDue(subscription)
      if (!subscription || !message) return
      const done = await attempt(subscription, message)
      if (done === null) return
      unnoted.set(id, () => keep(subscription, message.id, done))
      await noteOwed(id)
    }
  }

  async function noteOwed(id: number): Promise<void> {
    await unnoted.get(id)?.()
    unnoted.delete(id)
  }

  interface Done {
    readonly sent: Sent
    readonly atMs: number
    readonly endedAtMs: number
    readonly headers: Readonly<Record<string, string>>
  }

  async function attempt(subscription: SubscriptionRow, message: Pick<MessageRow, 'webhookId' | 'body'>): Promise<Done | null> {
    const atMs = now()
    const secrets = secretsOf(vault, subscription, atMs)
    if (secrets.length === 0 || message.body === null) return null
    const body = withhold(message.body, subscription.disclosure)
    const headers = {
      'content-type': 'application/json',
      'user-agent': `Deskbell-Webhooks/${version}`,
      ...signedHeaders(secrets, { webhookId: message.webhookId, body, nowMs: atMs }),
    }
    const sent = await send({ rules: subscription, headers, body }, parts, closing.signal)
    return { sent, atMs, endedAtMs: now(), headers }
  }

  /** @param asked the subscription as it was when it was sent to. */
  function keep(asked: SubscriptionRow, id: number, done: Done): Promise<void> {
    const { sent, endedAtMs: nowMs } = done
    const subscriptionId = asked.id
    return writer.submit((db, notes) => {
      const [message, subscription] = [findMessage(db, id), findSubscription(db, subscriptionId)]
      // Removed while it was under way.
      if (message === null || subscription === null) return
      const after = afterAttempt(message, subscription, sent, nowMs, random)
      const told = message.body === null ? { ...sent, headers: {}, answer: null } : sent
      insertAttempt(db, attemptRow(id, { ...done, sent: told }, null))
      notes.topic('subscriptions')
      // Cancelled or erased meanwhile, it stays so, unless it has arrived.
      const isStill = message.state === 'waiting' || after.message.state === 'delivered'
      // What another address said, before this one was set, is no word of this one's: it is asked, too.
      const isMoved = subscription.url !== asked.url
      if (isStill && (!isMoved || after.message.state === 'delivered')) saveMessage(db, id, { ...after.message, stateAtMs: nowMs })
      if (isMoved) return
      saveCircuit(db, subscriptionId, after.circuit)
      if (after.state !== null) {
        saveSubscriptionState(db, subscriptionId, after.state, nowMs)
        insertSettingChange(db, {
          atMs: nowMs,
          actor: 'Deskbell',
          name: `subscription ${subscriptionId}`,
          before: { state: subscription.state },
          after: { state: after.state },
        })
      }
    })
  }

  const attemptRow = (messageId: number, { sent, atMs, headers }: Done, by: string | null) => ({
    messageId,
    atMs,
    durationMs: sent.durationMs,
    by,
    requestHeaders: { ...headers, 'webhook-signature': shortened(headers['webhook-signature'] ?? '') },
    failure: sent.failure,
    status: sent.status,
    answerHeaders: sent.headers,
    answer: sent.answer,
  })

  function wait(): void {
    clearTimeout(timer)
    if (closing.signal.aborted) return
    const nextMs = listSubscriptions(store.read).flatMap((subscription) =>
      underWay.has(subscription.id) ? [] : (nextOf(subscription)?.atMs ?? []),
    )
    if (nextMs.length === 0) return
    timer = setTimeout(() => void lookSafely(), Math.min(longestTimerMs, Math.max(0, Math.min(...nextMs) - now()))).unref()
  }

  const lookSafely = (): Promise<void> => look().catch(onFailure)

  return {
    look: lookSafely,
    async sendTest(subscription, message, by) {
      const done = await attempt(subscription, message)
      if (done === null) return null
      const { sent, atMs } = done
      await writer.submit((db, notes) => {
        const current = findSubscription(db, subscription.id)
        if (current === null) return
        const id = insertMessage(db, {
          subscriptionId: subscription.id,
          webhookId: message.webhookId,
          type: 'test',
          appointmentId: null,
          clientId: null,
          body: message.body,
          atMs,
        })
        const state = sent.failure === null ? 'delivered' : 'given-up'
        saveMessage(db, id, { state, stateAtMs: now(), attempts: 1, firstAttemptAtMs: atMs, dueAtMs: atMs })
        insertAttempt(db, attemptRow(id, done, by))
        // It has been seen to work: what waits need not wait for its turn.
        if (sent.failure === null)
          saveCircuit(db, current.id, { lastSuccessAtMs: now(), failures: 0, failingSinceMs: null, openUntilMs: null })
        notes.topic('subscriptions')
      })
      return sent
    },
    async close() {
      closing.abort()
      clearTimeout(timer)
      await Promise.allSettled(underWay.values())
    },
  }
}
