import type { Store } from '../store/open.ts'
import {
  cancelMessage,
  cancelWaiting,
  findHead,
  findMessage,
  newestMessageId,
  requeueMessage,
  requeueSince,
  saveMessage,
} from '../store/outbox.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import { findSubscription, saveCircuit, type SubscriptionRow } from '../store/subscriptions.ts'
import type { CommitNotes, Writer } from '../store/writer.ts'
import type { WriteDb } from '../store/db.ts'
import type { Vault } from '../vault/vault.ts'
import { newWebhookId, type HandOn } from './hand-on.ts'
import { systemResolve, type OwnPlace, type Resolve } from './judge-target.ts'
import { usualTimeouts, type Sent, type SendTimeouts } from './send.ts'
import { createSender } from './sender.ts'
import { createSubscribing, SubscriptionError, type Subscribing } from './subscribing.ts'

export interface OutboundParts {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly handOn: Pick<HandOn, 'tryAgain'>
  readonly version: string
  readonly own: () => OwnPlace
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
  /** For tests; absent: the system's. */
  readonly resolve?: Resolve
  readonly timeouts?: SendTimeouts
  readonly random?: () => number
}

/** Our own webhooks: who gets what, and the sending of it. */
export interface Outbound extends Subscribing {
  /** The receiver listens, or has failed to: what waits goes on. */
  start(): void
  /** The vault was opened, the machine woke up, or its clock was set. Settles when nothing is due any more. */
  look(): Promise<void>
  /** Sends a test at once, past whatever waits. Null: its secret cannot be had now. Throws SubscriptionError. */
  test(id: number, actor: string): Promise<Sent | null>
  /** What waits goes on at once, without waiting for its time. Throws SubscriptionError. */
  tryNow(id: number): Promise<void>
  /** The same bytes under the same id. @returns false: it waits already, was erased, or is a test */
  resend(messageId: number, actor: string): Promise<boolean>
  /** All that were queued since then and are over. @returns how many */
  resendSince(id: number, sinceMs: number, actor: string): Promise<number>
  /** @returns false: it does not wait */
  cancel(messageId: number, actor: string): Promise<boolean>
  /** All that waits. @returns how many */
  cancelAll(id: number, actor: string): Promise<number>
  close(): Promise<void>
}

/** In one job. */
const mostAtOnce = 200
const hourMs = 3_600_000

export function openOutbound(parts: OutboundParts): Outbound {
  const { store, writer, handOn, now, onFailure } = parts
  const sender = createSender({
    ...parts,
    resolve: parts.resolve ?? systemResolve,
    timeouts: parts.timeouts ?? usualTimeouts,
    random: parts.random ?? Math.random,
  })
  const subscribing = createSubscribing(parts)
  let isStarted = false
  let isAsked = false
  let hourly: NodeJS.Timeout | undefined

  const forget = writer.afterCommit(({ topics }) => {
    if (!topics.includes('subscriptions') || !isStarted || isAsked) return
    isAsked = true
    // After the listeners that tell the window, and after whoever waits for this commit.
    setImmediate(() => {
      isAsked = false
      void sender.look()
    })
  })

  function mend(): void {
    subscribing.tidy().catch(onFailure)
    // A job without work is followed by handing on what was left.
    if (handOn.tryAgain()) writer.submit(() => undefined).catch(onFailure)
  }

  function find(id: number): SubscriptionRow {
    const found = findSubscription(store.read, id)
    if (found === null) throw new SubscriptionError('missing')
    return found
  }

  const note = (db: WriteDb, notes: CommitNotes, { id, actor, after }: { id: number; actor: string; after: unknown }): void => {
    insertSettingChange(db, { atMs: now(), actor, name: `subscription ${id}`, before: null, after })
    notes.topic('subscriptions')
  }

  /** @param job does a part. @returns how many in all */
  async function inParts(job: (db: WriteDb, notes: CommitNotes) => number): Promise<number> {
    let all = 0
    for (;;) {
      const done = await writer.submit((db, notes) => {
        notes.topic('subscriptions')
        return job(db, notes)
      })
      all += done
      if (done < mostAtOnce) return all
    }
  }

  return {
    ...subscribing,
    start() {
      isStarted = true
      hourly = setInterval(mend, hourMs).unref()
      mend()
      // What a crash left behind is handed on, too.
      writer.submit(() => undefined).catch(onFailure)
      void sender.look()
    },
    async look() {
      if (isStarted) await sender.look()
    },
    async test(id, actor) {
      const subscription = find(id)
      const atMs = now()
      const body = JSON.stringify({ type: 'test', at: new Date(atMs).toISOString(), data: { subscription: id } })
      return sender.sendTest(subscription, { webhookId: newWebhookId(), body }, actor)
    },
    async tryNow(id) {
      const { lastSuccessAtMs, failures, failingSinceMs } = find(id)
      await writer.submit((db, notes) => {
        const head = findHead(db, id)
        if (head !== null) saveMessage(db, head.id, { ...head, dueAtMs: now() })
        saveCircuit(db, id, { lastSuccessAtMs, failures, failingSinceMs, openUntilMs: null })
        notes.topic('subscriptions')
      })
    },
    resend: (messageId, actor) =>
      writer.submit((db, notes) => {
        const message = findMessage(db, messageId)
        if (message === null || !requeueMessage(db, messageId, now())) return false
        note(db, notes, { id: message.subscriptionId, actor, after: { resent: message.webhookId } })
        return true
      }),
    async resendSince(id, sinceMs, actor) {
      find(id)
      const atMs = now()
      const upToId = newestMessageId(store.read, id)
      let seen = 0
      let ids: number[] = []
      do {
        const afterId = ids.at(-1) ?? 0
        ids = await writer.submit((db, notes) => {
          notes.topic('subscriptions')
          return requeueSince(db, { subscriptionId: id, sinceMs, afterId, upToId, atMs, limit: mostAtOnce })
        })
        seen += ids.length
      } while (ids.length === mostAtOnce)
      if (seen > 0) await writer.submit((db, notes) => note(db, notes, { id, actor, after: { resentSinceMs: sinceMs, count: seen } }))
      return seen
    },
    cancel: (messageId, actor) =>
      writer.submit((db, notes) => {
        const message = findMessage(db, messageId)
        if (message === null || !cancelMessage(db, messageId, now())) return false
        note(db, notes, { id: message.subscriptionId, actor, after: { cancelled: message.webhookId } })
        return true
      }),
    async cancelAll(id, actor) {
      find(id)
      const upToMs = now()
      const gone = await inParts((db) => cancelWaiting(db, id, upToMs, mostAtOnce))
      if (gone > 0) await writer.submit((db, notes) => note(db, notes, { id, actor, after: { cancelled: gone } }))
      return gone
    },
    async close() {
      forget()
      clearInterval(hourly)
      await sender.close()
    },
  }
}
