import { expect, test } from 'vitest'
import { hostSchema } from '../../../src/shared/appointment.ts'
import { memberSchema } from '../../../src/shared/contract/team.ts'
import { areSound } from '../../../src/shared/working-hours.ts'
import { listHosts } from '../../../src/main/store/appointment-lists.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { saveHost } from '../../../src/main/store/hosts.ts'
import { removeOrigin } from '../../../src/main/store/removal.ts'
import { addMember, editMember, findMember, moveMember } from '../../../src/main/store/team.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const mara = { actor: 'Mara', nowMs: NOON }

function named(store: Store, name: string, origin: 'real' | 'sample' = 'real', saidAtMs = NOON): number {
  const saved = saveHost(store.write, {
    source: 'calendly',
    email: `${name.toLowerCase()}@desk.example`,
    name,
    role: 'host',
    origin,
    saidAtMs,
  })
  return saved?.id ?? -1
}

const shown = (store: Store) => listHosts(store.read).map((host) => hostSchema.parse(host).name)

test('what was set at the desk wins over what providers say, now and later, and both are told', () => {
  const store = temporaryStore()
  const anna = named(store, 'Anna')
  const hours = [
    { weekday: 1, from: '13:00', to: '17:00' },
    { weekday: 1, from: '09:00', to: '12:00' },
  ]
  expect(editMember(store.write, anna, { name: 'Dr. Anna Berg', role: 'advisor', tint: 3, workingHours: hours }, mara)).toBe(true)
  named(store, 'ANNA', 'real', NOON + 1)
  const member = memberSchema.parse(findMember(store.read, anna, NOON))
  expect(member).toMatchObject({
    host: { name: 'Dr. Anna Berg', role: 'advisor', tint: 3, workingHours: [hours[1], hours[0]], active: true },
    said: { name: 'ANNA', role: 'host' },
    given: { name: 'Dr. Anna Berg', role: 'advisor' },
    history: [{ actor: 'Mara', kind: 'edited', before: { name: null, tint: null }, after: { name: 'Dr. Anna Berg', tint: 3 } }],
  })
  editMember(store.write, anna, { name: null, active: false }, mara)
  expect(findMember(store.read, anna, NOON)).toMatchObject({ host: { name: 'ANNA', role: 'advisor', active: false }, history: [{}, {}] })
  editMember(store.write, anna, { active: false }, mara)
  expect(findMember(store.read, anna, NOON)?.history).toHaveLength(2)
  expect(editMember(store.write, 99, { active: false }, mara)).toBe(false)
})

test('the office’s own order holds, and who is named later stands behind it', () => {
  const store = temporaryStore()
  const [anna, ben, cleo] = ['Anna', 'Ben', 'Cleo'].map((name) => named(store, name)) as [number, number, number]
  moveMember(store.write, cleo, anna, mara)
  expect(shown(store)).toEqual(['Cleo', 'Anna', 'Ben'])
  moveMember(store.write, anna, null, mara)
  expect(shown(store)).toEqual(['Cleo', 'Ben', 'Anna'])
  moveMember(store.write, ben, ben, mara)
  named(store, 'Aaron')
  expect(shown(store)).toEqual(['Cleo', 'Ben', 'Anna', 'Aaron'])
  expect(findMember(store.read, cleo, NOON)?.history).toMatchObject([{ kind: 'ordered', before: { position: 3 }, after: { position: 1 } }])
  expect([moveMember(store.write, 99, null, mara), moveMember(store.write, anna, 99, mara)]).toEqual([false, false])
})

test('who was added by hand is the one whom a provider names later, and is added once', () => {
  const store = temporaryStore()
  const added = addMember(store.write, { name: 'Anna Berg', email: 'Anna@desk.example', role: 'coach' }, mara)
  expect(addMember(store.write, { name: 'Somebody', email: 'anna@DESK.example', role: null }, mara)).toEqual({ takenBy: 'Anna Berg' })
  const walkIn = addMember(store.write, { name: 'Ole', email: null, role: null }, mara)
  expect(addMember(store.write, { name: 'OLE', email: null, role: null }, mara)).toEqual({ takenBy: 'Ole' })
  expect({ id: named(store, 'Anna') }).toEqual(added)
  expect(listHosts(store.read)).toMatchObject([
    { ...added, name: 'Anna Berg', role: 'coach', origin: 'real' },
    { ...walkIn, name: 'Ole', email: null },
  ])
  expect('id' in added && findMember(store.read, added.id, NOON)?.history).toMatchObject([
    { kind: 'created', after: { name: 'Anna Berg' } },
  ])
})

test('a sample’s member goes with what was set of them, and leaves no history to the next one', () => {
  const store = temporaryStore()
  const sample = named(store, 'Sam', 'sample')
  editMember(store.write, sample, { tint: 2 }, mara)
  removeOrigin(store.write, 'sample', NOON)
  const next = named(store, 'Anna')
  expect(next).toBe(sample)
  expect(findMember(store.read, next, NOON)).toMatchObject({ host: { tint: null }, history: [] })
})

test('working hours end after they begin and do not overlap', () => {
  const hours = (...stretches: [number, string, string][]) => stretches.map(([weekday, from, to]) => ({ weekday, from, to }))
  expect(areSound(hours([1, '09:00', '12:00'], [1, '12:00', '17:00'], [2, '08:00', '24:00']))).toBe(true)
  expect(areSound(hours([1, '13:00', '17:00'], [1, '09:00', '13:30']))).toBe(false)
  expect(areSound(hours([1, '12:00', '12:00']))).toBe(false)
})
