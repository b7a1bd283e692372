import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'
import { rest as contract } from '../../../src/shared/contract/rest.ts'
import { problemCodeOf, type RestErrorName } from '../../../src/shared/contract/rest-problems.ts'
import type { TestDesk } from '../desk/test-desk.ts'
import { draft, startRestDesk, type Asking } from './rest-desk.ts'
import { NOON } from '../../support/temporary.ts'

type Desk = TestDesk['desk']['rest']
interface Case {
  readonly procedure: string
  readonly call: (rest: Desk) => Promise<unknown>
  readonly path: string
  readonly asking?: Asking
}

const body = { ...draft, start: '2024-11-24T13:00:00Z', end: '2024-11-24T13:30:00Z' }
const patch = { title: 'Second talk', start: '2024-11-24T14:00:00+01:00' }
/** In this order, on a desk of its own for each door. */
const cases: readonly Case[] = [
  { procedure: 'hosts.list', call: (rest) => rest.hosts.list({}), path: '/api/hosts' },
  {
    procedure: 'appointments.create',
    call: (rest) => rest.appointments.create({ body }),
    path: '/api/appointments',
    asking: { method: 'POST', body },
  },
  {
    procedure: 'appointments.create',
    call: (rest) => rest.appointments.create({ body: { ...body, end: body.start } }),
    path: '/api/appointments',
    asking: { method: 'POST', body: { ...body, end: body.start } },
  },
  {
    procedure: 'appointments.create',
    call: (rest) => rest.appointments.create({ body: { ...body, hostId: 99 } }),
    path: '/api/appointments',
    asking: { method: 'POST', body: { ...body, hostId: 99 } },
  },
  {
    procedure: 'appointments.list',
    call: (rest) => rest.appointments.list({ startDate: '2024-11-24', endDate: '2024-11-24', source: ['manual', 'calendly'], limit: 1 }),
    path: '/api/appointments?startDate=2024-11-24&endDate=2024-11-24&source=manual,calendly&limit=1',
  },
  {
    procedure: 'appointments.list',
    call: (rest) => rest.appointments.list({ startDate: '2024-11-24', endDate: '2024-11-20' }),
    path: '/api/appointments?startDate=2024-11-24&endDate=2024-11-20',
  },
  { procedure: 'appointments.get', call: (rest) => rest.appointments.get({ id: '1' }), path: '/api/appointments/1' },
  { procedure: 'appointments.get', call: (rest) => rest.appointments.get({ id: 'calendly:x' }), path: '/api/appointments/calendly%3Ax' },
  {
    procedure: 'appointments.update',
    call: (rest) => rest.appointments.update({ params: { id: '1' }, body: patch }),
    path: '/api/appointments/1',
    asking: { method: 'PATCH', body: patch },
  },
  {
    procedure: 'appointments.update',
    call: (rest) => rest.appointments.update({ params: { id: '1' }, headers: { 'if-match': '"other"' }, body: patch }),
    path: '/api/appointments/1',
    asking: { method: 'PATCH', body: patch, headers: { 'if-match': '"other"' } },
  },
  {
    procedure: 'appointments.setStatus',
    call: (rest) => rest.appointments.setStatus({ params: { id: '1' }, body: { status: 'arrived' } }),
    path: '/api/appointments/1/status',
    asking: { method: 'POST', body: { status: 'arrived' } },
  },
  {
    procedure: 'appointments.setStatus',
    call: (rest) => rest.appointments.setStatus({ params: { id: '1' }, body: { status: 'undo' } }),
    path: '/api/appointments/1/status',
    asking: { method: 'POST', body: { status: 'undo' } },
  },
  {
    procedure: 'appointments.setStatus',
    call: (rest) => rest.appointments.setStatus({ params: { id: '1' }, body: { status: 'undo' } }),
    path: '/api/appointments/1/status',
    asking: { method: 'POST', body: { status: 'undo' } },
  },
  { procedure: 'clients.list', call: (rest) => rest.clients.list({ search: 'jane' }), path: '/api/clients?search=jane' },
  { procedure: 'clients.get', call: (rest) => rest.clients.get({ id: 1 }), path: '/api/clients/1' },
  { procedure: 'clients.get', call: (rest) => rest.clients.get({ id: 7 }), path: '/api/clients/7' },
]

/** What differs between two desks, and between a person and a key. */
function comparable(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => (name === 'externalId' || (name === 'by' && typeof value === 'string') ? '…' : value)),
  )
}

async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return { status: error.status, code: problemCodeOf(error.code as RestErrorName), detail: error.message, data: error.data as unknown }
  }
}

test('every procedure gives the window and a key holder the same answer, and the same refusal', async () => {
  const options = { now: () => NOON }
  const [window, outside] = await Promise.all([startRestDesk(options), startRestDesk(options)])
  for (const { call, path, asking, procedure } of cases) {
    const near = await outcomeOf(call(window.desk.rest))
    const { status, body: far } = await outside.ask(path, asking)
    const { code, detail, errors, url } = far as Record<string, unknown>
    const data =
      errors === undefined && url === undefined ? undefined : { ...(errors !== undefined && { errors }), ...(url !== undefined && { url }) }
    const told = code === undefined ? far : { status, code, detail, data }
    expect(comparable(told), `${procedure} ${path}`).toEqual(comparable(near))
  }
  const asked = new Set(cases.map(({ procedure }) => procedure))
  const all = Object.entries(contract).flatMap(([area, procedures]) => Object.keys(procedures).map((name) => `${area}.${name}`))
  // The stream has a test of its own, over both doors.
  expect(all.filter((name) => !asked.has(name))).toEqual(['events.stream'])
})

test('the history names the key that did it, and the window hears of it', async () => {
  const desk = await startRestDesk()
  const announcements = await desk.desk.desk.announcements()
  const topics = async (): Promise<readonly string[]> => {
    const announced = await announcements.next()
    return announced.done ? [] : announced.value.topics
  }
  expect(await topics()).toEqual([])
  const { body: made } = await desk.ask('/api/appointments', { method: 'POST', body: draft })
  expect(await topics()).toContain('appointments')
  const { id } = made as { id: number }
  expect((await desk.desk.appointments.get({ id })).history).toMatchObject([
    { actor: `API key Website (${desk.key.slice(0, 12)})`, kind: 'created' },
  ])
  await announcements.return?.()
})
