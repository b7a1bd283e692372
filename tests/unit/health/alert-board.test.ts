import { expect, test } from 'vitest'
import { createAlertBoard } from '../../../src/main/health/alert-board.ts'
import { conditionOf } from '../../../src/main/health/conditions.ts'
import type { Condition } from '../../../src/main/health/conditions.ts'
import { composeAlertNotice } from '../../../src/main/health/tell-alerts.ts'
import { StoreUnavailableError } from '../../../src/main/store/errors.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { alertWords } from '../../../src/shared/alert-words.ts'
import { createTranslator, languages } from '../../../src/shared/messages/translator.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { alertKinds } from '../../../src/shared/words.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const silence = conditionOf('silence', 'calendly', { today: 0, usual: 9 })
const portLost = conditionOf('port-lost', null, { port: 7420 })

function boardOf({ isFull = () => false }: { readonly isFull?: () => boolean } = {}) {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const world = { nowMs: NOON, matters: [] as Condition[], isQuiet: false, isBroken: false }
  const told: string[][] = []
  const failures: unknown[] = []
  const board = createAlertBoard({
    store,
    // What the writer does when the disk is full.
    writer: {
      ...writer,
      submit: (job, rescue) => (isFull() ? Promise.reject(new StoreUnavailableError('full')) : writer.submit(job, rescue)),
    },
    now: () => world.nowMs,
    async tell(alerts) {
      if (!world.isQuiet) told.push(alerts.map(({ key }) => key))
      return !world.isQuiet
    },
    onUnsaved: () => undefined,
    onFailure: (error) => failures.push(error),
  })
  board.watch(() => {
    if (world.isBroken) throw new Error('a fault of the source')
    return world.matters
  })
  const look = async (matters: readonly Condition[], afterMs = minuteMs): Promise<void> => {
    world.nowMs += afterMs
    world.matters = [...matters]
    await board.evaluate()
  }
  return {
    board,
    world,
    told,
    failures,
    look,
    shown: () => board.list().map(({ kind, raisedAtMs, endedAtMs }) => ({ kind, raisedAtMs, endedAtMs })),
  }
}

test('a matter is raised once and told once, however often it is seen, and its end is noted', async () => {
  const { look, told, shown } = boardOf()
  await look([silence])
  await look([silence])
  await look([{ ...silence, detail: { today: 1, usual: 9 } }])
  await look([])
  expect(told).toEqual([['silence calendly']])
  expect(shown()).toEqual([{ kind: 'silence', raisedAtMs: NOON + minuteMs, endedAtMs: NOON + 4 * minuteMs }])
})

test('what came and went while the disk was full is on record afterwards', async () => {
  const disk = { isFull: true }
  const { look, shown } = boardOf({ isFull: () => disk.isFull })
  await look([portLost])
  expect(shown()).toEqual([{ kind: 'port-lost', raisedAtMs: NOON + minuteMs, endedAtMs: null }])
  disk.isFull = false
  await look([])
  expect(shown()).toEqual([{ kind: 'port-lost', raisedAtMs: NOON + minuteMs, endedAtMs: NOON + 2 * minuteMs }])
})

test('what an alert says now is shown also while that cannot be written down', async () => {
  const disk = { isFull: false }
  const { board, look } = boardOf({ isFull: () => disk.isFull })
  await look([conditionOf('disk-full', null, { freeMegabytes: 150 })])
  disk.isFull = true
  await look([conditionOf('disk-full', null, { freeMegabytes: 0 })])
  expect(board.list().map(({ kind, detail }) => [kind, detail])).toEqual([['disk-full', { freeMegabytes: 0 }]])
})

test('several that begin together are told together', async () => {
  const { look, told } = boardOf()
  await look([silence, portLost])
  expect(told.map((keys) => keys.toSorted())).toEqual([['port-lost', 'silence calendly']])
})

test('what comes and goes is on record each time, and told again only after hours', async () => {
  const { look, told, shown } = boardOf()
  for (let round = 0; round < 3; round += 1) {
    await look([portLost])
    await look([])
  }
  expect(shown()).toHaveLength(3)
  expect(told).toHaveLength(1)
  await look([portLost], 7 * hourMs)
  expect(told).toHaveLength(2)
})

test('in the quiet hours nothing is told, and afterwards what still goes on is', async () => {
  const { look, told, world } = boardOf()
  world.isQuiet = true
  await look([silence, portLost])
  await look([portLost])
  world.isQuiet = false
  await look([portLost])
  await look([portLost])
  expect(told).toEqual([['port-lost']])
})

test('a source that fails ends nothing, and the others are heard', async () => {
  const { board, look, world, failures, shown } = boardOf()
  await look([silence])
  board.watch(() => [portLost])
  world.isBroken = true
  await look([])
  expect(shown().map(({ kind, endedAtMs }) => ({ kind, endedAtMs }))).toEqual([
    { kind: 'port-lost', endedAtMs: null },
    { kind: 'silence', endedAtMs: null },
  ])
  expect(failures).toHaveLength(1)
})

test('an alert that the disk has no room for is shown and told, and written down once there is', async () => {
  let isFull = true
  const { look, told, shown, failures } = boardOf({ isFull: () => isFull })
  const full = conditionOf('disk-full', null)
  await look([full])
  await look([full])
  expect(shown()).toEqual([{ kind: 'disk-full', raisedAtMs: NOON + minuteMs, endedAtMs: null }])
  expect(told).toEqual([['disk-full']])
  expect(failures).toHaveLength(2)
  isFull = false
  await look([full])
  await look([])
  expect(shown()).toEqual([{ kind: 'disk-full', raisedAtMs: NOON + minuteMs, endedAtMs: NOON + 4 * minuteMs }])
  expect(told).toHaveLength(1)
})

test('a hidden alert goes on, is not raised again, and an unknown one is no alert', async () => {
  const { board, look, shown } = boardOf()
  await look([silence])
  const [alert] = board.list()
  expect(await board.dismiss(alert!.id)).toBe(true)
  await look([silence])
  expect(board.list()).toMatchObject([{ id: alert!.id, isDismissed: true, endedAtMs: null }])
  expect(shown()).toHaveLength(1)
  expect(await board.dismiss(4711)).toBe(false)
})

test('what ended more than a week ago is no longer listed', async () => {
  const { look, shown } = boardOf()
  await look([silence])
  await look([])
  await look([], 8 * 24 * hourMs)
  expect(shown()).toEqual([])
})

const settings = { ...defaultSettings(), timeZone: 'Europe/Berlin' }

test('one alert is told in full in the office’s language, several by their names, and none in the quiet hours', () => {
  const wording = { settings: { ...settings, language: 'de' as const }, systemLocale: 'en-US', nowMs: NOON }
  expect(composeAlertNotice([silence], wording)).toEqual({
    title: 'Calendly ist ruhiger als sonst',
    body: 'Bisher 0 Zustellungen; an einem Donnerstag sind es um diese Zeit sonst etwa 9.',
    appointmentId: null,
  })
  expect(composeAlertNotice([silence, portLost], { ...wording, settings: { ...settings, language: 'en' } })).toEqual({
    title: '2 things need a look',
    body: 'Calendly is quieter than usual\nDeskbell does not receive',
    appointmentId: null,
  })
  const quiet = { ...settings.notices, quietHours: { from: '12:00', to: '14:00' } }
  expect(composeAlertNotice([silence], { ...wording, settings: { ...settings, notices: quiet } })).toBeNull()
})

test.each(languages)('every kind of alert has its words, and no gap is left open, in %s', (language) => {
  const { t } = createTranslator(language)
  const moment = (ms: number): string => new Date(ms).toISOString()
  for (const kind of alertKinds) {
    const detail = { count: 7, today: 1, usual: 9, seconds: 95, freeMegabytes: 150, port: 7420, sinceMs: NOON, expiresAtMs: NOON }
    const { name, text } = alertWords({ kind, provider: 'calendly', detail }, { t, moment, weekday: () => 'Tuesday' }, NOON)
    expect([name, text].join(' ')).not.toMatch(/\{\{|alerts\./)
    expect(Math.min(name.length, text.length)).toBeGreaterThan(10)
  }
})
