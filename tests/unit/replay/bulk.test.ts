import { expect, test } from 'vitest'
import type { BulkItem, BulkTryOut } from '../../../src/shared/contract/replays.ts'
import { createCredentialPrints } from '../../../src/main/explain/credential-prints.ts'
import { createSettingsCache } from '../../../src/main/desk/settings-cache.ts'
import { bulkReplay } from '../../../src/main/replay/bulk.ts'
import type { ReplayParts } from '../../../src/main/replay/replay.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { vaultRecordsOf } from '../../../src/main/vault/store-records.ts'
import { openVault } from '../../../src/main/vault/open-vault.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { drawer, type TestDesk } from '../desk/test-desk.ts'
import { appointmentsOf, bookingOf, deskAfter, everything, fillWithGaps, openDesk, post } from './replay-office.ts'

async function tryAll({ desk }: TestDesk, filter = everything): Promise<BulkTryOut> {
  let last: BulkTryOut | null = null
  for await (const event of await desk.deliveries.bulkDryRun({ filter })) last = event
  return last!
}

async function replayAll({ desk }: TestDesk, filter = everything, upToId = Number.MAX_SAFE_INTEGER): Promise<BulkItem[]> {
  const items: BulkItem[] = []
  for await (const { item } of await desk.deliveries.bulkReplay({ filter, upToId, reason: 'all of them' })) if (item) items.push(item)
  return items
}

async function partsOf(store: Store): Promise<ReplayParts> {
  const writer = createWriter(store.write)
  const settings = createSettingsCache(store, writer)
  const now = () => NOON
  const vault = await openVault({
    records: vaultRecordsOf(store, writer, { now, actor: () => 'Mara' }),
    keyring: drawer,
    vaultKey: null,
    now,
    onChange: () => undefined,
  })
  const credentialPrints = createCredentialPrints(vault, (error) => {
    throw error
  })
  return { store, writer, settings, vault, credentialPrints, now, actor: () => 'Mara' }
}

test('all that match are counted first, and applied oldest first', async () => {
  const office = await deskAfter('gap', [1, 2, 3].map(bookingOf))
  const { desk } = office
  await desk.deliveries.replay({ id: 2, reason: '' })
  expect(await tryAll(office)).toEqual({ done: 3, total: 3, upToId: 3, wouldChange: 2, nothingNew: 1, cannot: [] })
  expect(await appointmentsOf(office)).toHaveLength(1)

  expect(await replayAll(office)).toEqual([
    { deliveryId: 1, outcome: 'accepted', because: null },
    { deliveryId: 2, outcome: 'stale', because: null },
    { deliveryId: 3, outcome: 'accepted', because: null },
  ])
  expect(await appointmentsOf(office)).toHaveLength(3)
  expect(await desk.desk.status()).toMatchObject({ toLookAt: 0 })
})

test('what cannot be replayed is counted by its reason, with an example', async () => {
  const office = await openDesk()
  await post(office, bookingOf(1), { secret: 'somebody-elses-secret-1' })
  await post(office, bookingOf(2), { secret: 'somebody-elses-secret-1' })
  await post(office, 'no json')
  await post(office, bookingOf(3))
  expect(await tryAll(office)).toEqual({
    done: 4,
    total: 4,
    upToId: 4,
    wouldChange: 0,
    nothingNew: 1,
    cannot: [
      { because: 'not-authentic', count: 2, exampleId: 1 },
      { because: 'not-json', count: 1, exampleId: 3 },
    ],
  })
})

test('stopped between two, what was done stays and the rest waits', async () => {
  const store = temporaryStore()
  await fillWithGaps(store, [1, 2, 3, 4, 5].map(bookingOf))
  const parts = await partsOf(store)
  const filter = { ...everything, toLookAt: true as const }
  const told: number[] = []
  for await (const { done } of bulkReplay(parts, { filter, upToId: 5, reason: '' })) {
    told.push(done)
    if (done === 2) break
  }
  const rest: (number | null)[] = []
  for await (const { item } of bulkReplay(parts, { filter, upToId: 5, reason: '' })) rest.push(item?.deliveryId ?? null)
  expect({ told, rest }).toEqual({ told: [0, 1, 2], rest: [null, 3, 4, 5] })
})

test('a run whose window went away ends before the next one', async () => {
  const store = temporaryStore()
  await fillWithGaps(store, [1, 2, 3].map(bookingOf))
  const parts = await partsOf(store)
  const gone = new AbortController()
  const told: number[] = []
  for await (const { done } of bulkReplay(parts, { filter: everything, upToId: 3, reason: '' }, gone.signal)) {
    told.push(done)
    if (done === 1) gone.abort()
  }
  expect(told).toEqual([0, 1])
})

test('what came after the dry run is left out', async () => {
  const office = await deskAfter('gap', [1, 2, 3].map(bookingOf))
  expect((await replayAll(office, everything, 2)).map(({ deliveryId }) => deliveryId)).toEqual([1, 2])
})

test('those with the same trouble are found, and no others', async () => {
  const office = await openDesk()
  const { desk } = office
  const wrong = { secret: 'somebody-elses-secret-1' }
  await post(office, bookingOf(1), wrong)
  await post(office, bookingOf(2), wrong)
  // Another reason, another field, and none at all.
  await post(office, bookingOf(3), { ...wrong, nowMs: Date.now() - 3_600_000 })
  await post(office, { event: 'invitee.created', payload: { uri: 7 } })
  await post(office, bookingOf(4))
  await post(office, bookingOf(5), wrong)
  expect(await desk.deliveries.handling({ id: 1 })).toMatchObject({ alike: 2 })
  expect(await desk.deliveries.handling({ id: 4 })).toMatchObject({ alike: 0 })
  expect(await desk.deliveries.handling({ id: 5 })).toMatchObject({ alike: 0 })

  await desk.providers.setSecret({ provider: 'calendly', secret: wrong.secret, overlapHours: 1 })
  expect((await replayAll(office, { ...everything, alike: 1 })).map(({ deliveryId, outcome }) => [deliveryId, outcome])).toEqual([
    [1, 'accepted'],
    [2, 'accepted'],
    [6, 'accepted'],
  ])
  expect(await desk.deliveries.handling({ id: 1 })).toMatchObject({ alike: 0 })
})

test('unreadable ones are alike when the same field is wrong', async () => {
  const office = await openDesk()
  const { desk } = office
  const without = (person: number, field: string) => {
    const { [field]: _gone, ...payload } = bookingOf(person).payload as Record<string, unknown>
    return { ...bookingOf(person), payload }
  }
  await post(office, without(1, 'uri'))
  await post(office, without(2, 'uri'))
  await post(office, without(3, 'scheduled_event'))
  const { rows } = await desk.deliveries.list({ filter: { ...everything, alike: 1 }, cursor: null, limit: 10 })
  expect(rows.map(({ id, verdict }) => [id, verdict])).toEqual([
    [2, 'quarantined'],
    [1, 'quarantined'],
  ])
})

test('a search narrows what is replayed, whether it is indexed already or not', async () => {
  const office = await deskAfter('gap', [1, 2, 3].map(bookingOf))
  expect((await replayAll(office, { ...everything, search: 'person2' })).map(({ deliveryId }) => deliveryId)).toEqual([2])
})
