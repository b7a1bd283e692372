import type { OutboundMessage, Subscription } from '../../shared/contract/subscriptions.ts'
import type { AddressRefusal } from '../../shared/subscription.ts'
import { dueAtMs } from '../outbound/after-attempt.ts'
import { previousSecretNameOf, secretNameOf, secretStateOf } from '../outbound/sign.ts'
import { SubscriptionError } from '../outbound/subscribing.ts'
import { findLastAttempt, listAttempts } from '../store/outbox-attempts.ts'
import { countWaiting, findHead, findMessage, listMessages, type MessageRow } from '../store/outbox.ts'
import { listSubscriptions, type SubscriptionRow } from '../store/subscriptions.ts'
import type { ReadDb } from '../store/db.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

const pageSize = 50
const hourMs = 3_600_000
const ok = { ok: true } as const

export const subscriptions = {
  list: openOs.subscriptions.list.handler(({ context }) => listSubscriptions(context.store.read).map((row) => summarize(context, row))),
  create: openOs.subscriptions.create.handler(({ context, input, errors }) =>
    context.outbound.create(input, context.actor()).catch((error: unknown) => {
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      if (!(error instanceof SubscriptionError)) throw error
      if (error.reason === 'many') throw errors.MANY({ message: 'There are as many subscriptions as there can be. Remove one first.' })
      throw errors.ADDRESS({ data: { reason: addressRefusalOf(error) } })
    }),
  ),
  update: openOs.subscriptions.update.handler(async ({ context, input: { id, ...choice }, errors }) => {
    await context.outbound.update(id, choice, context.actor()).catch((error: unknown) => {
      if (!(error instanceof SubscriptionError)) throw error
      if (error.reason === 'missing') throw errors.NOT_FOUND({ message: gone })
      throw errors.ADDRESS({ data: { reason: addressRefusalOf(error) } })
    })
    return ok
  }),
  remove: openOs.subscriptions.remove.handler(async ({ context, input, errors }) => {
    await known(context.outbound.remove(input.id, context.actor()), errors.NOT_FOUND)
    return ok
  }),
  setState: openOs.subscriptions.setState.handler(async ({ context, input: { id, state }, errors }) => {
    await known(context.outbound.setState(id, state, context.actor()), errors.NOT_FOUND)
    return ok
  }),
  rotate: openOs.subscriptions.rotate.handler(async ({ context, input: { id, hours }, errors }) => {
    try {
      return { secret: await known(context.outbound.rotate(id, hours * hourMs), errors.NOT_FOUND) }
    } catch (error) {
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      throw error
    }
  }),
  endPrevious: openOs.subscriptions.endPrevious.handler(async ({ context, input, errors }) => {
    await known(context.outbound.endPrevious(input.id), errors.NOT_FOUND)
    return ok
  }),
  test: openOs.subscriptions.test.handler(async ({ context, input, errors }) => {
    const sent = await known(context.outbound.test(input.id, context.actor()), errors.NOT_FOUND)
    if (sent === null) throw errors.VAULT({ message: 'The secret of this subscription cannot be read now, so nothing can be signed.' })
    const { failure, status, durationMs, answer } = sent
    return { failure, status, durationMs, answer }
  }),
  tryNow: openOs.subscriptions.tryNow.handler(async ({ context, input, errors }) => {
    await known(context.outbound.tryNow(input.id), errors.NOT_FOUND)
    return ok
  }),
  messages: openOs.subscriptions.messages.handler(({ context: { store }, input: { id, state, beforeId } }) => {
    const rows = listMessages(store.read, { subscriptionId: id, state, beforeId, limit: pageSize })
    return {
      messages: rows.map((row) => messageOf(store.read, row)),
      nextBeforeId: rows.length < pageSize ? null : (rows.at(-1)?.id ?? null),
    }
  }),
  message: openOs.subscriptions.message.handler(({ context: { store }, input, errors }) => {
    const row = findMessage(store.read, input.messageId)
    if (row === null) throw errors.NOT_FOUND({ message: 'This message is not kept any more.' })
    const log = listAttempts(store.read, row.id).map(({ messageId: _messageId, ...attempt }) => attempt)
    return { ...messageOf(store.read, row), body: row.body, log }
  }),
  resend: openOs.subscriptions.resend.handler(async ({ context, input, errors }) => {
    if (await context.outbound.resend(input.messageId, context.actor())) return ok
    throw errors.NOT_FOUND({ message: 'This message waits already, or its content is not there any more.' })
  }),
  resendSince: openOs.subscriptions.resendSince.handler(async ({ context, input: { id, sinceMs }, errors }) => ({
    count: await known(context.outbound.resendSince(id, sinceMs, context.actor()), errors.NOT_FOUND),
  })),
  cancel: openOs.subscriptions.cancel.handler(async ({ context, input, errors }) => {
    if (await context.outbound.cancel(input.messageId, context.actor())) return ok
    throw errors.NOT_FOUND({ message: 'This message does not wait any more.' })
  }),
  cancelAll: openOs.subscriptions.cancelAll.handler(async ({ context, input, errors }) => ({
    count: await known(context.outbound.cancelAll(input.id, context.actor()), errors.NOT_FOUND),
  })),
}

const gone = 'This subscription is not there any more.'

/** @param missing the contract's error for it */
async function known<T>(doing: Promise<T>, missing: (given: { message: string }) => Error): Promise<T> {
  try {
    return await doing
  } catch (error) {
    throw error instanceof SubscriptionError && error.reason === 'missing' ? missing({ message: gone }) : error
  }
}

function addressRefusalOf({ reason }: SubscriptionError): AddressRefusal {
  if (reason === 'missing' || reason === 'many') throw new Error(`${reason} is not about the address`)
  return reason
}

function summarize({ store, vault, now }: DeskParts, row: SubscriptionRow): Subscription {
  const { openUntilMs: _openUntilMs, previousUntilMs, events, sources, types, hostIds, disclosure, ...rest } = row
  const credential = vault.credential(secretNameOf(row.id))
  const state = secretStateOf(vault, row.id)
  const head = findHead(store.read, row.id)
  const isPreviousUsable = previousUntilMs !== null && previousUntilMs > now() && vault.credential(previousSecretNameOf(row.id)) !== null
  return {
    ...rest,
    events: [...events],
    sources: [...sources],
    types: [...types],
    hostIds: [...hostIds],
    disclosure: { ...disclosure },
    secret: { state, lastFour: credential?.lastFour ?? null, setAtMs: credential?.setAtMs ?? null },
    previousUntilMs: isPreviousUsable ? previousUntilMs : null,
    waiting: countWaiting(store.read, row.id),
    nextAttemptAtMs: head !== null && row.state === 'active' && state === 'ready' ? dueAtMs(head, row, now()) : null,
  }
}

function messageOf(db: ReadDb, { subscriptionId: _subscriptionId, firstAttemptAtMs: _first, body, ...row }: MessageRow): OutboundMessage {
  const last = findLastAttempt(db, row.id)
  return { ...row, hasBody: body !== null, last: last && { failure: last.failure, status: last.status, durationMs: last.durationMs } }
}
