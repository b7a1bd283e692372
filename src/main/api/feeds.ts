import { networkInterfaces } from 'node:os'
import type { FeedPlace } from '../../shared/contract/feeds.ts'
import { feedSpan, mostEvents } from '../feeds/write-feed.ts'
import { listFeedAppointments } from '../store/feed-appointments.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

const gone = { message: 'This feed is not there any more.' }

export const feeds = {
  list: openOs.feeds.list.handler(({ context }) => ({ feeds: context.feeds.list(), place: placeOf(context) })),

  count: openOs.feeds.count.handler(({ context: { store, settings, now }, input }) => {
    const span = feedSpan(now(), settings.settings().timeZone)
    return { count: listFeedAppointments(store.read, input, { ...span, limit: mostEvents }).length, most: mostEvents }
  }),

  address: openOs.feeds.address.handler(async ({ context, input: { id }, errors }) => {
    const { url } = placeOf(context)
    if (url === null) throw errors.CLOSED({ message: 'The receiver does not listen, so the address leads nowhere now.' })
    const feed = context.feeds.find(id)
    if (feed === null) throw errors.NOT_FOUND(gone)
    const path = await context.feeds.pathOf(feed).catch((error: unknown) => {
      throw error instanceof VaultClosedError ? errors.VAULT({ message: error.message }) : error
    })
    if (path === null) throw errors.LOST({ message: 'The address cannot be shown any more. Renew it to get another one.' })
    return { address: url + path }
  }),

  create: openOs.feeds.create.handler(async ({ context, input }) => {
    const { id, path } = await context.feeds.create(input, context.actor())
    return { id, address: addressOf(context, path) }
  }),

  update: openOs.feeds.update.handler(async ({ context, input: { id, ...said }, errors }) => {
    if (!(await context.feeds.update(id, said, context.actor()))) throw errors.NOT_FOUND(gone)
    return { ok: true } as const
  }),

  renew: openOs.feeds.renew.handler(async ({ context, input: { id }, errors }) => {
    const path = await context.feeds.renew(id, context.actor())
    if (path === null) throw errors.NOT_FOUND(gone)
    return { address: addressOf(context, path) }
  }),

  revoke: openOs.feeds.revoke.handler(async ({ context, input: { id }, errors }) => {
    if (!(await context.feeds.revoke(id, context.actor()))) throw errors.NOT_FOUND(gone)
    return { ok: true } as const
  }),
}

function addressOf(parts: DeskParts, path: string): string | null {
  const { url } = placeOf(parts)
  return url === null ? null : url + path
}

/** The best that there is: whoever makes a feed has a phone in mind. */
function placeOf({ outside, listening }: DeskParts): FeedPlace {
  const publicUrl = outside.reach.publicUrl()
  if (publicUrl !== null) return { url: publicUrl, reach: 'public' }
  const own = officeAddress(listening)
  return own === null ? { url: listening.localUrl(), reach: 'here' } : { url: own, reach: 'office' }
}

/** As other machines of the office know this one. Null: it listens for this machine only, or not at all. */
function officeAddress(listening: DeskParts['listening']): string | null {
  const state = listening.state()
  if (state.state !== 'listening') return null
  const own = Object.values(networkInterfaces()).flatMap((each = []) => each.filter(({ internal }) => !internal))
  const isAny = state.address === '0.0.0.0' || state.address === '::'
  const found = own.find(({ address, family }) => (isAny ? family === 'IPv4' : address === state.address))
  if (found === undefined) return null
  const host = found.family === 'IPv6' ? `[${found.address}]` : found.address
  return `${listening.certificate() === null ? 'http' : 'https'}://${host}:${state.port}`
}
