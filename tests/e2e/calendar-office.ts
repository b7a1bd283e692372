import type { Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Provision } from '../../src/shared/settings.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { expect } from './support/deskbell.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { noon } from './support/noon.ts'
import { pressInARow } from './support/pages.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secrets = {
  calendly: schemes[providers.calendly.schemes[0]].generateSecret(),
  'smart-scheduler': schemes[providers['smart-scheduler'].schemes[0]].generateSecret(),
  healthcare: schemes[providers.healthcare.schemes[0]].generateSecret(),
}

/** An office whose week begins on Monday, with three providers connected; it is noon there, so that today is one day for as long as a test takes. */
export async function startOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
  timeZone = noon.timeZone,
): Promise<RunningDeskbell & { receiver: string }> {
  const provision: Provision = {
    settings: { timeZone, firstDayOfWeek: 1 },
    providers: {
      calendly: { signingSecret: secrets.calendly },
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
    scheduledAt: new Date(noon.at(at)).toISOString(),
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
  const body = JSON.stringify({ ...sample, timestamp: new Date(noon.at(at)).toISOString() })
  const answer = await postSigned(receiver, 'healthcare', body, secrets.healthcare)
  expect(answer.status).toBe(201)
}

/** Posts Calendly's sample of a booking, half an hour of today from `at` on, with Dana Whitfield; it has a link to reschedule. */
export async function bookAtCalendly(receiver: string, at: string): Promise<void> {
  const sample = JSON.parse(sampleOf('calendly', 'composed-invitee-created')) as { payload: { scheduled_event: object } }
  const startMs = noon.at(at)
  const scheduled_event = {
    ...sample.payload.scheduled_event,
    start_time: new Date(startMs).toISOString(),
    end_time: new Date(startMs + 30 * 60_000).toISOString(),
  }
  const body = JSON.stringify({ ...sample, payload: { ...sample.payload, scheduled_event } })
  const answer = await postSigned(receiver, 'calendly', body, secrets.calendly)
  expect(answer.status).toBe(200)
}

/** Shows one of the calendar's views by its keys: `v`, then its letter. */
export function showView(page: Page, letter: string): Promise<void> {
  return pressInARow(page, 'v', letter)
}
