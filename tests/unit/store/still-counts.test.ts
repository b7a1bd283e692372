import { expect, test } from 'vitest'
import { insertApiKey, listApiKeys, revokeApiKey } from '../../../src/main/store/api-keys.ts'
import { insertDeskPerson, removeDeskPerson } from '../../../src/main/store/desks-people.ts'
import { insertFeed, listFeeds } from '../../../src/main/store/feeds.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { endAllElse, listStillCounts } from '../../../src/main/store/still-counts.ts'
import { insertSubscription, listSubscriptions, removeSubscription } from '../../../src/main/store/subscriptions.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const scopes = ['read'] as const
const filter = { hostIds: [], types: [], statuses: [], sources: [] }

/** Two of each; the second one is what is taken back later. */
function officeOf({ write }: Store): void {
  for (const index of [1, 2]) {
    const digest = Buffer.alloc(32, index)
    insertApiKey(write, { name: 'Site', prefix: `dbk_${index}`, digest, scopes, createdAtMs: NOON, createdBy: 'mara', expiresAtMs: null })
    insertFeed(write, { name: 'Phone', detail: 'busy', filter, digest, sealed: null, sealedBy: null, createdAtMs: NOON, createdBy: 'mara' })
    insertSubscription(write, {
      name: 'CRM',
      url: 'https://crm.example.com/',
      events: ['appointment.created'],
      sources: [],
      types: [],
      hostIds: [],
      disclosure: { personal: false, medical: false, metadata: true },
      privateHost: null,
      plainHost: null,
      atMs: NOON,
      by: 'mara',
    })
    insertDeskPerson(write, {
      name: `Jo ${index}`,
      nameKey: `jo ${index}`,
      role: 'desk',
      handle: digest,
      nowMs: NOON,
      invitation: digest,
      by: 'mara',
      untilMs: NOON,
    })
  }
}

test('what was taken back after a backup does not come back with it', () => {
  const [backup, present] = [temporaryStore(), temporaryStore()]
  for (const store of [backup, present]) officeOf(store)
  revokeApiKey(present.write, { id: 2, atMs: NOON + 1, by: 'mara' })
  present.write.database.exec('DELETE FROM feeds WHERE id = 2')
  removeSubscription(present.write, 2)
  removeDeskPerson(present.write, 2)

  endAllElse(backup.write, listStillCounts(present.read), { atMs: NOON + 2, by: 'jo' })
  expect({
    keys: listApiKeys(backup.read).map(({ id, revokedAtMs, revokedBy }) => [id, revokedAtMs, revokedBy]),
    feeds: listFeeds(backup.read).map(({ id }) => id),
    subscriptions: listSubscriptions(backup.read).map(({ id }) => id),
    counts: listStillCounts(backup.read),
  }).toEqual({
    keys: [
      [2, NOON + 2, 'jo'],
      [1, null, null],
    ],
    feeds: [1],
    subscriptions: [1],
    counts: listStillCounts(present.read),
  })
})
