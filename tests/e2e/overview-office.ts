import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { composeCalendlyBody, type CalendlyComposeContext } from '../../src/main/providers/calendly/compose.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import type { Provision, Settings } from '../../src/shared/settings.ts'
import { expect } from './support/deskbell.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { postSigned } from './support/post-signed.ts'

const secret = schemes['calendly-v1'].generateSecret()
const dayMs = 86_400_000

/** The first instant of today, in UTC as this office has it. */
const todayMs = (): number => Math.floor(Date.now() / dayMs) * dayMs

/** An office in UTC with Calendly connected, in which a consultation is worth 100 euros. */
export async function startCountingOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
  settings: Partial<Settings> = {},
): Promise<RunningDeskbell & { receiver: string }> {
  const provision: Provision = {
    settings: { timeZone: 'UTC', firstDayOfWeek: 1, currency: 'EUR', typeValues: { consultation: 10_000 }, language: 'en', ...settings },
    providers: { calendly: { signingSecret: secret } },
  }
  const file = join(dataDir, 'provision.json')
  await writeFile(file, JSON.stringify(provision))
  const deskbell = await start({ args: ['--port', '0', '--provision', file] })
  return { ...deskbell, receiver: await deskbell.receiving() }
}

export interface Told {
  readonly event?: string
  readonly client: string
  /** Of the invitee; the client's name in lower case without one. */
  readonly unique?: string
  readonly eventType?: string
  readonly host?: string
  /** True: it began when the day did; else it is the day after tomorrow. */
  readonly begun?: boolean
  readonly replaces?: string
  readonly replacedBy?: string
}

let said = 0

/** What Calendly says, each a second after the last, from the beginning of the day on. */
export function calendlyBody({
  event = 'invitee.created',
  client,
  unique,
  eventType = 'Consultation',
  host = 'Anna',
  begun,
  ...links
}: Told): string {
  said += 1
  const name = unique ?? client.toLowerCase()
  const context: CalendlyComposeContext = {
    nowMs: todayMs() + said * 1000,
    unique: name,
    startMs: todayMs() + (begun ? 0 : 2 * dayMs + 36_000_000),
    durationMinutes: 30,
    client: { name: client, email: `${client.toLowerCase()}@example.com`, timeZone: 'UTC' },
    host: { name: host, email: `${host.toLowerCase()}@desk.example`, role: 'advisor' },
    eventType: { name: eventType, slug: eventType.toLowerCase() },
    ...links,
  }
  return JSON.stringify(composeCalendlyBody(event, context))
}

/** Posts it signed, and settles when it was accepted. */
export async function post(receiver: string, body: string): Promise<void> {
  expect((await postSigned(receiver, 'calendly', body, secret)).status).toBe(200)
}

/** Posts it with a secret that is not ours. */
export async function postForged(receiver: string, body: string): Promise<void> {
  const answer = await postSigned(receiver, 'calendly', body, schemes['calendly-v1'].generateSecret())
  expect(answer.status).toBe(401)
}

/** Somebody nobody knows yet books a consultation. */
export function anotherBooking(): string {
  const client = `Client${randomUUID().slice(0, 8)}`
  return calendlyBody({ client })
}

/**
 * Ada and Dan book a consultation, Dan moves his; Bob cancels his, Cem does not come to his interview, Fay fills in a form. Ada's booking
 * is delivered twice, and somebody forges one.
 */
export async function postMixedDay(receiver: string): Promise<void> {
  const ada = calendlyBody({ client: 'Ada' })
  const bodies = [
    ada,
    calendlyBody({ client: 'Bob', host: 'Bert' }),
    calendlyBody({ event: 'invitee.canceled', client: 'Bob', host: 'Bert' }),
    calendlyBody({ client: 'Cem', eventType: 'Interview', begun: true }),
    calendlyBody({ event: 'invitee_no_show.created', client: 'Cem', eventType: 'Interview', begun: true }),
    calendlyBody({ client: 'Dan', unique: 'dan' }),
    calendlyBody({ event: 'invitee.canceled', client: 'Dan', unique: 'dan', replacedBy: 'dan-again' }),
    calendlyBody({ client: 'Dan', unique: 'dan-again', replaces: 'dan' }),
    calendlyBody({ event: 'routing_form_submission.created', client: 'Fay' }),
    ada,
  ]
  for (const body of bodies) await post(receiver, body)
  await postForged(receiver, calendlyBody({ client: 'Eve' }))
}
