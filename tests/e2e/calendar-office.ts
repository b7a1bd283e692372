import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Provision } from '../../src/shared/settings.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { expect } from './support/deskbell.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secrets = {
  'smart-scheduler': schemes[providers['smart-scheduler'].schemes[0]].generateSecret(),
  healthcare: schemes[providers.healthcare.schemes[0]].generateSecret(),
}

/** An office in UTC whose week begins on Monday, with two providers connected: today is the same day in the test and in the window. */
export async function startOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
): Promise<RunningDeskbell & { receiver: string }> {
  const provision: Provision = {
    settings: { timeZone: 'UTC', firstDayOfWeek: 1 },
    providers: {
      'smart-scheduler': { signingSecret: secrets['smart-scheduler'] },
      healthcare: { signingSecret: secrets.healthcare },
    },
  }
  const file = join(dataDir, 'provision.json')
  await writeFile(file, JSON.stringify(provision))
  const deskbell = await start({ args: ['--port', '0', '--provision', file] })
  return { ...deskbell, receiver: await deskbell.receiving() }
}

export interface Booking {
  readonly id: string
  readonly client: string
  readonly host: string
  /** Hours and minutes of today, `HH:mm`. */
  readonly at: string
  readonly minutes: number
  readonly type?: string
  readonly event?: 'appointment.created' | 'appointment.cancelled'
}

/** Posts a Smart-Scheduler's delivery, signed; settles when it was accepted. */
export async function book(
  receiver: string,
  { id, client, host, at, minutes, type = 'strategy_session', event = 'appointment.created' }: Booking,
): Promise<void> {
  const mail = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.com`
  const appointment = {
    id,
    scheduledAt: `${today()}T${at}:00Z`,
    duration: minutes,
    type,
    client: { name: client, email: mail(client) },
    host: { name: host, email: mail(host), role: 'advisor' },
  }
  const answer = await postSigned(receiver, 'smart-scheduler', JSON.stringify({ event, appointment }), secrets['smart-scheduler'])
  expect(answer.status).toBe(200)
}

/** Posts the clinic's sample of an appointment, for today at `at`; it names no host and no end. */
export async function bookAtClinic(receiver: string, at: string): Promise<void> {
  const sample = JSON.parse(sampleOf('healthcare', 'brief-scenario-1-scheduled')) as object
  const body = JSON.stringify({ ...sample, timestamp: `${today()}T${at}:00Z` })
  const answer = await postSigned(receiver, 'healthcare', body, secrets.healthcare)
  expect(answer.status).toBe(201)
}

export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
