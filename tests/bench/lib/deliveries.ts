import { randomBytes } from 'node:crypto'
import { calendly } from '../../../src/main/providers/calendly/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'

export const benchSecret = 'bench-secret-0123456789abcdef0123456789abcdef'

/** A booking as Calendly sends it, of 1.2 KB: the members that people fill in most are there, the nulls are not. */
export function bookingOf(unique: string, index: number, name = `Client ${unique}`): string {
  const event = `https://api.calendly.com/scheduled_events/${unique}`
  const startMs = Date.UTC(2026, 2, 2, 8) + (index % 2000) * 900_000
  return JSON.stringify({
    event: 'invitee.created',
    created_at: '2026-02-20T16:04:12.000000Z',
    created_by: 'https://api.calendly.com/users/USRDANA0000001',
    payload: {
      uri: `${event}/invitees/${unique}`,
      email: `client-${unique}@example.com`,
      name,
      status: 'active',
      timezone: 'Europe/Berlin',
      event,
      rescheduled: false,
      old_invitee: null,
      new_invitee: null,
      cancel_url: `https://calendly.com/cancellations/${unique}`,
      reschedule_url: `https://calendly.com/reschedulings/${unique}`,
      questions_and_answers: [{ question: 'Anything we should know?', answer: 'First time talking to you', position: 0 }],
      scheduled_event: {
        uri: event,
        name: 'Initial Consultation',
        status: 'active',
        start_time: new Date(startMs).toISOString(),
        end_time: new Date(startMs + 1_800_000).toISOString(),
        event_type: 'https://api.calendly.com/event_types/ETCONSULT0001',
        location: { type: 'google_conference', status: 'pushed', join_url: `https://calendly.example/events/${unique}/google_meet` },
        event_memberships: [
          {
            user: `https://api.calendly.com/users/${index % 8}`,
            user_email: `host${index % 8}@northwind.example`,
            user_name: `Host ${index % 8}`,
          },
        ],
        event_guests: [],
      },
    },
  })
}

/** Whole HTTP requests, each another booking with its own signature of this moment. */
export function prepareRequests(count: number, port: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const unique = randomBytes(12).toString('hex')
    const rawBody = Buffer.from(bookingOf(unique, index))
    const signature = schemes['calendly-v1'].sign({ rawBody, secret: benchSecret, nowMs: Date.now() })
    const headers = {
      host: `127.0.0.1:${port}`,
      'user-agent': 'Calendly',
      'content-type': 'application/json',
      'content-length': String(rawBody.length),
      ...signature,
    }
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    return Buffer.concat([Buffer.from(`POST ${calendly.paths[0]} HTTP/1.1\r\n${head.join('')}\r\n`), rawBody])
  })
}
