import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Provision } from '../../src/shared/settings.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { expect } from './support/deskbell.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { noon } from './support/noon.ts'
import { postSigned } from './support/post-signed.ts'

const secret = schemes[providers['smart-scheduler'].schemes[0]].generateSecret()

export const members = [
  'Anna Berg',
  'Ben Cole',
  'Carla Diaz',
  'David Eng',
  'Elif Gür',
  'Farid Haddad',
  'Grace Ito',
  'Hugo Jansen',
  'Ines Klein',
  'Jonas Lund',
  'Karin Maier',
  'Liam Novak',
] as const

const firstNames = ['Jane', 'Bob', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Judy']
const types = ['strategy_session', 'initial_consultation', 'interview', 'visit'] as const

export interface BusyOffice extends RunningDeskbell {
  readonly receiver: string
  /** The provider cancels the n-th appointment of a member's day. */
  cancel(member: number, nth: number): Promise<void>
}

/**
 * Starts an office with a provider connected, and posts a day to it through the real receiver: ten appointments of 45 minutes, one an hour,
 * for each of `amount` members. The fifth began half an hour ago, the sixth begins in half an hour.
 */
export async function startBusyOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
  { amount = members.length, settings = {} }: { amount?: number; settings?: Provision['settings'] } = {},
): Promise<BusyOffice> {
  const provision: Provision = {
    settings: { timeZone: noon.timeZone, firstDayOfWeek: 1, staffName: 'Mara', ...settings },
    providers: { 'smart-scheduler': { signingSecret: secret } },
  }
  const file = join(dataDir, 'provision.json')
  await writeFile(file, JSON.stringify(provision))
  const deskbell = await start({ args: ['--port', '0', '--provision', file] })
  const receiver = await deskbell.receiving()
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000
  const startOf = (nth: number): number => nowMs + (nth - 4.5) * 3_600_000
  // One member after another, so that their appointments are known in this order.
  for (const member of members.slice(0, amount).keys()) {
    await Promise.all(firstNames.map((_, nth) => post(receiver, member, nth, startOf(nth))))
  }
  return { ...deskbell, receiver, cancel: (member, nth) => post(receiver, member, nth, startOf(nth), 'appointment.cancelled') }
}

/** The client of the n-th appointment in a member's day: `Emil Berg` is the fifth of Anna Berg's. */
function clientOf(member: number, nth: number): string {
  return `${firstNames[nth]} ${members[member]?.split(' ')[1]}`
}

async function post(
  receiver: string,
  member: number,
  nth: number,
  startMs: number,
  event: 'appointment.created' | 'appointment.cancelled' = 'appointment.created',
): Promise<void> {
  const mail = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.com`
  const [client, host] = [clientOf(member, nth), members[member] ?? '']
  const appointment = {
    id: `day-${member}-${nth}`,
    scheduledAt: new Date(startMs).toISOString(),
    duration: 45,
    type: types[(member + nth) % types.length],
    client: { name: client, email: mail(client) },
    host: { name: host, email: mail(host), role: 'advisor' },
  }
  const body = JSON.stringify({ event, appointment })
  const answer = await postSigned(receiver, 'smart-scheduler', body, secret)
  expect(answer.status).toBe(200)
}
