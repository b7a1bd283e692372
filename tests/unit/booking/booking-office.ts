import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import type { BookingPageSettings, SettingsPatch } from '../../../src/shared/settings.ts'

const secret = 'the-secret-of-this-office-1'
export const uid = 'bFJeNb2uX8ANpT3JL5EfXw'
/** 15 January 2026, 13:00 in Berlin. */
export const bookedAtMs = Date.parse('2026-01-11T12:00:00Z')

export interface CalComWords {
  readonly uid?: string
  readonly event?: string
  readonly title?: string
  readonly hostName?: string
  readonly clientName?: string
  readonly email?: string
  readonly timeZone?: string
  readonly location?: string
  readonly startTime?: string
  readonly endTime?: string
  readonly rescheduleUid?: string
}

/** What Cal.com posts of a booking. */
export function calComBody({
  uid: id = uid,
  event = 'BOOKING_CREATED',
  title = 'Talent Interview between Dana Whitfield and John Doe',
  hostName = 'Dana Whitfield',
  clientName = 'John Doe',
  email = 'applicant@example.com',
  timeZone = 'America/New_York',
  location = 'https://meet.example.com/talent',
  startTime = '2026-01-15T19:00:00Z',
  endTime = '2026-01-15T19:30:00Z',
  rescheduleUid,
}: CalComWords = {}): string {
  return JSON.stringify({
    triggerEvent: event,
    createdAt: new Date(bookedAtMs).toISOString(),
    payload: {
      uid: id,
      bookingId: 91,
      type: 'talent-interview',
      eventTitle: 'Talent Interview',
      title,
      startTime,
      endTime,
      organizer: { name: hostName, email: 'dana@northwind.example', timeZone: 'Europe/Berlin' },
      attendees: [{ name: clientName, email, timeZone }],
      location,
      metadata: {},
      ...(rescheduleUid !== undefined && { rescheduleUid, rescheduleStartTime: startTime, rescheduleEndTime: endTime }),
    },
  })
}

export interface BookingOffice extends TestDesk {
  readonly clock: { nowMs: number }
  post(provider: 'cal-com' | 'calendly' | 'smart-scheduler', body: string): Promise<Response>
  visit(path: string, init?: RequestInit): Promise<Response>
  /** With headers that `fetch` does not let anybody set. */
  raw(
    path: string,
    headers: Record<string, string>,
    method?: string,
  ): Promise<{ status: number; headers: Record<string, unknown>; text: string }>
  configure(page: Partial<BookingPageSettings>): Promise<void>
  /** What the store says, to be compared before and after. */
  rows(sql: string): Record<string, unknown>[]
}

/** A desk under plain Node with an office's secrets, on a clock that the test moves. */
export async function openBookingOffice(settings: SettingsPatch = {}, options: { dataDir?: string } = {}): Promise<BookingOffice> {
  const clock = { nowMs: bookedAtMs }
  const dataDir = options.dataDir ?? temporaryFolder()
  const provisionFile = join(dataDir, 'provision.json')
  const signing = { signingSecret: secret }
  writeFileSync(
    provisionFile,
    JSON.stringify({
      settings: { timeZone: 'Europe/Berlin', language: 'en', ...settings },
      providers: { calendly: signing, 'cal-com': signing, 'smart-scheduler': { ...signing, scheme: 'sha256-hex' } },
    }),
  )
  const desk = await startTestDesk({ dataDir, provisionFile, now: () => clock.nowMs })
  return {
    ...desk,
    clock,
    post(provider, body) {
      const { paths, schemes: own } = providers[provider]
      const rawBody = Buffer.from(body)
      const scheme = provider === 'smart-scheduler' ? schemes['sha256-hex'] : schemes[own[0]]
      return fetch(new URL(paths[0], desk.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...scheme.sign({ rawBody, secret, nowMs: clock.nowMs }) },
        body: rawBody,
      })
    },
    visit: (path, init) => fetch(new URL(path, desk.url), { redirect: 'manual', ...init }),
    raw: (path, headers, method = 'GET') =>
      new Promise((resolve, reject) => {
        const sent = request(new URL(path, desk.url), { method, headers, agent: false }, (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.once('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
          )
        })
        sent.once('error', reject)
        sent.end()
      }),
    async configure(page) {
      const { bookingPage } = await desk.desk.settings.get()
      await desk.desk.settings.update({ bookingPage: { ...bookingPage, ...page } })
    },
    rows(sql) {
      const database = new DatabaseSync(join(dataDir, 'deskbell.db'), { readOnly: true })
      try {
        return database.prepare(sql).all()
      } finally {
        database.close()
      }
    },
  }
}

/** The step's token, as the answer sets it. Null: none. */
export function cookieOf(answer: Response): string | null {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? null
}

/** What the form of the page sends. Null: there is no form. */
export function referenceIn(page: string): string | null {
  return /name="booking" value="([^"]+)"/.exec(page)?.[1] ?? null
}

/** What a person reads: without tags and with the characters that stand for others. */
export function textOf(page: string): string {
  return page
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
}
