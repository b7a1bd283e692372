import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanLine } from '../../src/main/providers/reading/text.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import type { Provision } from '../../src/shared/settings.ts'
import { signingProviderIds, type SigningProviderId } from '../../src/shared/words.ts'
import { expect, type RunningDeskbell, type StartOptions } from './support/deskbell.ts'
import { noon } from './support/noon.ts'
import { postSigned } from './support/post-signed.ts'
import { hostileStrings } from './hostile-strings.ts'

const secretOf = Object.fromEntries(signingProviderIds.map((id) => [id, schemes[providers[id].schemes[0]].generateSecret()])) as Record<
  SigningProviderId,
  string
>

type Json = Record<string, unknown>
const sample = (path: string) => JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as Json

/** One host for five of the texts, so that the team is twelve. */
const hostOf = (nth: number) => ({ name: hostileStrings[(nth % 12) * 5]!, email: `host${nth % 12}@office.example` })
const startOf = (nth: number): number => Math.floor(Date.now() / 60_000) * 60_000 + ((nth % 11) - 5) * 3_600_000
const iso = (ms: number): string => new Date(ms).toISOString()

/** Of the texts; the appointment of Calendly that has each of them as a question and an answer. */
export const everythingAt = 2

/** One text in every field of a Calendly booking that takes text. */
function calendlyBody(text: string, nth: number): Json {
  const body = sample('calendly/composed-invitee-created.json')
  const payload = body['payload'] as Json
  const event = payload['scheduled_event'] as Json
  const uri = `https://api.calendly.com/scheduled_events/HOSTILE${nth}`
  const host = hostOf(nth)
  const said = {
    uri: `${uri}/invitees/INV${nth}`,
    event: uri,
    email: `hostile${nth}@example.com`,
    name: text,
    first_name: text,
    last_name: text,
    timezone: text,
    text_reminder_number: text,
    cancel_url: text,
    reschedule_url: text,
    questions_and_answers: (nth === everythingAt ? hostileStrings : [text]).map((one, position) => ({
      question: one,
      answer: one,
      position,
    })),
    tracking: { utm_source: text, utm_campaign: text, [`utm_${text.slice(0, 40)}`]: text },
    scheduled_event: {
      ...event,
      uri,
      name: text,
      meeting_notes_plain: text,
      meeting_notes_html: text,
      start_time: iso(startOf(nth)),
      end_time: iso(startOf(nth) + 1_800_000),
      location: nth % 2 === 0 ? { type: 'custom', location: text } : { type: 'google_conference', status: text, join_url: text },
      event_memberships: [{ user: `https://api.calendly.com/users/U${nth % 12}`, user_email: host.email, user_name: host.name }],
    },
  }
  return { ...body, created_at: iso(Date.now() - 60_000), payload: { ...payload, ...said } }
}

function calComBody(text: string, nth: number): Json {
  const body = sample('cal-com/docs-booking-created-2021-10-20.json')
  const host = hostOf(nth)
  const said = {
    uid: `hostile-cal-${nth}`,
    title: text,
    type: text,
    additionalNotes: text,
    description: text,
    cancellationReason: text,
    location: text,
    videoCallData: { type: text, url: text },
    metadata: { videoCallUrl: text, [text.slice(0, 60)]: text },
    responses: { notes: { label: text, value: text }, [text.slice(0, 60)]: { label: text, value: [text] } },
    customInputs: { [text.slice(0, 60)]: text },
    startTime: iso(startOf(nth + 3) + 86_400_000),
    endTime: iso(startOf(nth + 3) + 88_200_000),
    organizer: { ...host, timeZone: text, language: { locale: text } },
    attendees: [{ email: `hostile-cal${nth}@example.com`, name: text, timeZone: text, phoneNumber: text }],
  }
  return { ...body, createdAt: iso(Date.now() - 60_000), payload: { ...(body['payload'] as Json), ...said } }
}

function smartBody(text: string, nth: number): Json {
  const appointment = {
    id: `hostile-smart-${nth}`,
    scheduledAt: iso(startOf(nth + 5) + 172_800_000),
    duration: 30,
    type: text,
    client: { email: `hostile-smart${nth}@example.com`, name: text, phone: text },
    host: { ...hostOf(nth), role: text },
    metadata: { [text.slice(0, 60)]: text, notes: text },
  }
  return { event: 'appointment.created', appointment }
}

function clinicBody(text: string, nth: number): Json {
  return {
    event_type: nth % 2 === 0 ? 'appointment.scheduled' : 'appointment.cancelled',
    appointment_id: `hostile-${nth}`,
    patient_id: `P-${nth}`,
    timestamp: iso(startOf(nth) + 259_200_000),
    notes: text.slice(0, 900),
  }
}

export interface HostileOffice extends RunningDeskbell {
  readonly receiver: string
  post(provider: SigningProviderId, body: unknown): Promise<number>
}

/** Deskbell with every hostile text in every field of every provider, in what was accepted, quarantined and refused; the texts of Calendly are appointments 1 to 60. */
export async function startHostileOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
): Promise<HostileOffice> {
  const provision: Provision = {
    settings: {
      timeZone: noon.timeZone,
      staffName: cleanLine(hostileStrings[2]!, 100),
      typeRules: hostileStrings.slice(0, 20).map((text) => {
        return { provider: null, field: 'either', match: 'equals', pattern: text.slice(0, 200), type: 'visit' } as const
      }),
    },
    providers: Object.fromEntries(signingProviderIds.map((id) => [id, { signingSecret: secretOf[id] }])),
  }
  const file = join(dataDir, 'provision.json')
  await writeFile(file, JSON.stringify(provision))
  const deskbell = await start({ args: ['--port', '0', '--provision', file] })
  const receiver = await deskbell.receiving()
  const post = async (provider: SigningProviderId, body: unknown): Promise<number> =>
    (await postSigned(receiver, provider, JSON.stringify(body), secretOf[provider])).status
  // One after another, so that it is known which appointment holds which text.
  for (const [nth, text] of hostileStrings.entries()) expect(await post('calendly', calendlyBody(text, nth))).toBe(200)
  for (const [nth, text] of hostileStrings.entries()) {
    const statuses = await Promise.all([
      post('cal-com', calComBody(text, nth)),
      post('smart-scheduler', smartBody(text, nth)),
      post('healthcare', clinicBody(text, nth)),
      post('calendly', { event: 'invitee.created', created_at: iso(Date.now()), payload: { [text.slice(0, 60)]: text } }),
    ])
    expect(statuses).toEqual([200, 200, 201, 202])
  }
  for (const text of hostileStrings.slice(0, 8)) {
    // What a header carries.
    const value = text.replaceAll(/[^\x20-\x7e]/g, '')
    const headers = { 'content-type': 'application/json', 'user-agent': value, 'x-hostile': value, 'calendly-webhook-signature': value }
    const { status } = await fetch(new URL('/api/webhooks/calendly', receiver), { method: 'POST', headers, body: JSON.stringify({ text }) })
    expect(status).toBe(401)
  }
  return { ...deskbell, receiver, post }
}
