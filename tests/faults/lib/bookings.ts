import { calendly } from '../../../src/main/providers/calendly/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { findAppointmentState } from '../../../src/main/store/appointments.ts'
import { findDelivery } from '../../../src/main/store/delivery-details.ts'
import { openStore } from '../../../src/main/store/open.ts'

/** What the desks of these tests are provisioned with. */
export const secret = 'the signing secret of the fault tests'
export const provision = { providers: { calendly: { signingSecret: secret } } }

/** The sender was told 2xx: from then on it may not be lost. */
export interface Acknowledged {
  readonly uri: string
  readonly eventId: number
}

export interface Booking {
  readonly uri: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly rawBody: Buffer
}

/** A booking as Calendly posts it. @param unique makes it another one */
export function bookingOf(unique: string, { signedWith = secret, nowMs = Date.now(), note = '' } = {}): Booking {
  const body = calendly.composeTestBody('invitee.created', {
    nowMs,
    unique,
    startMs: nowMs + 3_600_000,
    durationMinutes: 30,
    client: { name: `Client ${unique}${note}`, email: `${unique}@example.com`, timeZone: 'Europe/Berlin' },
    host: { name: 'Dana Whitfield', email: 'dana@office.example', role: 'advisor' },
    eventType: { name: 'Consultation', slug: 'consultation' },
  }) as { readonly payload: { readonly uri: string } }
  const rawBody = Buffer.from(JSON.stringify(body))
  const signature = schemes['calendly-v1'].sign({ rawBody, secret: signedWith, nowMs })
  return {
    uri: body.payload.uri,
    path: calendly.paths[0],
    headers: { 'content-type': 'application/json', ...signature },
    rawBody,
  }
}

export interface Posted {
  /** Null: nobody answered. */
  readonly status: number | null
  readonly retryAfter: string | null
  /** Set when it was acknowledged. */
  readonly acknowledged: Acknowledged | null
}

export async function post(url: string, { uri, path, headers, rawBody }: Booking): Promise<Posted> {
  try {
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: new Uint8Array(rawBody) })
    const told = (await reply.json()) as { readonly event_id?: number }
    const acknowledged = reply.ok && told.event_id !== undefined ? { uri, eventId: told.event_id } : null
    return { status: reply.status, retryAfter: reply.headers.get('retry-after'), acknowledged }
  } catch {
    return { status: null, retryAfter: null, acknowledged: null }
  }
}

/** Sends bookings one after the other until nobody answers, and notes those that were acknowledged. */
export async function sendUntilGone(url: string, sender: string, acknowledged: Acknowledged[]): Promise<void> {
  for (let index = 0; ; index += 1) {
    const posted = await post(url, bookingOf(`${sender}x${index}`))
    if (posted.acknowledged !== null) acknowledged.push(posted.acknowledged)
    if (posted.status === null) return
  }
}

/** The acknowledged ones that the file, opened anew, does not have. */
export function lost(path: string, acknowledged: readonly Acknowledged[]): Acknowledged[] {
  const store = openStore({ path, nowMs: Date.now() })
  try {
    return acknowledged.filter(({ uri, eventId }) => {
      const delivery = findDelivery(store.read, eventId)
      const appointment = findAppointmentState(store.read, { source: 'calendly', externalId: uri, origin: 'real' })
      return delivery?.verdict !== 'accepted' || appointment === null
    })
  } finally {
    store.close()
  }
}
