import { expect, test } from 'vitest'
import { createHandOn } from '../../../src/main/outbound/hand-on.ts'
import { prepared, scalar } from '../../../src/main/store/db.ts'
import { insertDeskClient } from '../../../src/main/store/people.ts'
import { insertSubscription, saveSubscriptionState } from '../../../src/main/store/subscriptions.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { temporaryStore } from '../../support/temporary.ts'
import { choiceOf, outboundDesk } from './outbound-desk.ts'

const newClient = { name: 'Ada Byron', email: 'ada@clients.example', phone: null, nowMs: 1 }

test('a job that is rolled back queues nothing', async () => {
  const desk = await outboundDesk()
  const { id } = await desk.outbound.create(choiceOf('https://nobody.test/hook', { events: ['client.stage_changed'] }), 'mara')
  await desk.outbound.setState(id, 'paused', 'mara')
  await expect(
    desk.writer.submit((db) => {
      insertDeskClient(db, newClient)
      throw new Error('not after all')
    }),
  ).rejects.toThrow('not after all')
  expect({ messages: desk.messages(id).length, events: scalar(desk.store.read, 'SELECT count(*) FROM events') }).toEqual({
    messages: 0,
    events: 0,
  })
  await desk.writer.submit((db) => insertDeskClient(db, newClient))
  expect(desk.messages(id).map(({ type }) => type)).toEqual(['client.stage_changed'])
})

test('what fails after a job undoes nothing of the job', async () => {
  const store = temporaryStore()
  const failures: unknown[] = []
  const writer = createWriter(store.write, {
    afterJob(db) {
      prepared(db, `INSERT INTO vault_values (name, value) VALUES ('half', x'00')`).run()
      throw new Error('broken')
    },
    onAfterJobFailure: (error) => failures.push(error),
  })
  await writer.submit((db) => insertDeskClient(db, newClient))
  expect({
    clients: scalar(store.read, 'SELECT count(*) FROM clients'),
    half: scalar(store.read, 'SELECT count(*) FROM vault_values'),
    failures: failures.map(String),
  }).toEqual({ clients: 1, half: 0, failures: ['Error: broken'] })
})

test('what could not be handed on with its change is handed on later', async () => {
  const store = temporaryStore()
  let isBroken = true
  const handOn = createHandOn(Date.now, () => undefined)
  const writer = createWriter(store.write, {
    afterJob(db, notes) {
      if (isBroken) throw new Error('broken')
      handOn.afterJob(db, notes)
    },
  })
  await writer.submit((db) => insertSubscription(db, { ...choiceOf('https://nobody.test/hook'), atMs: 1, by: 'mara' }))
  await writer.submit((db) => insertDeskClient(db, newClient))
  await writer.close()
  expect(scalar(store.read, 'SELECT count(*) FROM events WHERE is_handed_on = 0')).toBe(1)
  isBroken = false
  const desk = await outboundDesk({ store })
  await desk.outbound.create(choiceOf('https://nobody.test/hook'), 'mara')
  expect(scalar(store.read, 'SELECT count(*) FROM events WHERE is_handed_on = 0')).toBe(0)
})

test('without a subscription, or where all are gone, an event counts as handed on from the start; else it waits', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const eventsAfter = async (name: string): Promise<unknown> => {
    const id = await writer.submit((db) => insertDeskClient(db, { ...newClient, email: `${name}@clients.example` }))
    return scalar(store.read, 'SELECT is_handed_on FROM events WHERE client_id = ?', id)
  }
  const withNone = await eventsAfter('none')
  const subscription = await writer.submit((db) => insertSubscription(db, { ...choiceOf('https://nobody.test/hook'), atMs: 1, by: 'mara' }))
  const withOne = await eventsAfter('one')
  await writer.submit((db) => saveSubscriptionState(db, subscription, 'paused', 2))
  const whilePaused = await eventsAfter('paused')
  await writer.submit((db) => saveSubscriptionState(db, subscription, 'gone', 3))
  expect({ withNone, withOne, whilePaused, whenGone: await eventsAfter('gone') }).toEqual({
    withNone: 1,
    withOne: 0,
    whilePaused: 0,
    whenGone: 1,
  })
})
