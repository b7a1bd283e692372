import { icsAt } from './parsed.ts'
import { startOffice } from '../keeping/marked-office.ts'
import type { FeedDetail } from '../../../src/shared/sharing-words.ts'
import type { FeedFilter } from '../../../src/shared/contract/feeds.ts'

export const everything: FeedFilter = { sources: null, types: null, statuses: null, hostIds: null }

interface FeedOptions {
  readonly nowMs?: number
  readonly detail?: FeedDetail
}

/** A desk in Berlin that providers post to, with a clock that the test moves and a feed of everything. */
export async function startFeedOffice({ nowMs = Date.parse('2026-10-20T08:00:00Z'), detail = 'names' }: FeedOptions = {}) {
  const clock = { nowMs }
  const office = await startOffice({ now: () => clock.nowMs })
  await office.desk.settings.update({ timeZone: 'Europe/Berlin', language: 'en' })
  const { id, address } = await office.desk.feeds.create({ name: 'Everything', detail, filter: everything })
  const feedUrl = address ?? ''
  return { ...office, clock, feedId: id, feedUrl, read: () => icsAt(feedUrl) }
}
