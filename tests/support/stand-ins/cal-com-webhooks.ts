import { createHmac } from 'node:crypto'
import type { CalComNews } from './cal-com-account.ts'
import { bodyOf } from './cal-com-payloads.ts'
import { asUuid, createIds } from './common/ids.ts'
import type { Outbox } from './common/outbox.ts'

export interface CalComWebhook {
  readonly id: string
  readonly userId: number
  subscriberUrl: string
  triggers: readonly string[]
  active: boolean
  /** Null: pushes say that they are not signed. */
  secret: string | null
  payloadTemplate: string | null
}

export type NewWebhook = Omit<CalComWebhook, 'id' | 'userId'>

export interface CalComWebhooks {
  readonly all: readonly CalComWebhook[]
  /** Null: one with this address exists already. */
  add(webhook: NewWebhook): CalComWebhook | null
  remove(id: string): boolean
  tell(news: CalComNews): void
  /** Sent to one, whatever its triggers. */
  push(webhook: CalComWebhook, body: Record<string, unknown>, about: string): void
}

/** One attempt for each push: what fails is only logged at Cal.com. Source: packages/features/webhooks/lib/sendPayload.ts. */
export function createCalComWebhooks({
  now,
  seed,
  outbox,
  userId,
}: {
  readonly now: () => number
  readonly seed: number
  readonly outbox: Outbox
  readonly userId: number
}): CalComWebhooks {
  const nextId = createIds(seed + 1)
  let all: CalComWebhook[] = []

  function push({ subscriberUrl, secret }: CalComWebhook, content: Record<string, unknown>, about: string): void {
    const body = JSON.stringify(content)
    const signature = secret === null ? 'no-secret-provided' : createHmac('sha256', secret).update(body).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-cal-signature-256': signature, 'x-cal-webhook-version': '2021-10-20' }
    outbox.put({ url: subscriberUrl, body, headers: () => headers, about })
  }

  return {
    get all() {
      return all
    },
    add(given) {
      if (all.some(({ subscriberUrl }) => subscriberUrl === given.subscriberUrl)) return null
      const webhook = { ...given, id: asUuid(nextId('webhook')), userId }
      all.push(webhook)
      return webhook
    },
    remove(id) {
      const isThere = all.some((one) => one.id === id)
      all = all.filter((one) => one.id !== id)
      return isThere
    },
    tell(news) {
      for (const webhook of all) {
        if (!webhook.active || !webhook.triggers.includes(news.trigger)) continue
        push(webhook, bodyOf(news, now()), `${news.trigger} ${news.booking.uid}`)
      }
    },
    push,
  }
}
