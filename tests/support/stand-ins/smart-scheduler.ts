import { createHmac } from 'node:crypto'
import { createIds } from './common/ids.ts'
import { serveStandIn } from './common/serve.ts'
import type { StandIn, StandInOptions } from './common/serve.ts'

export interface SmartPerson {
  readonly name: string
  readonly email: string
}

export interface SmartAppointment {
  readonly id: string
  readonly client: SmartPerson
  readonly host: SmartPerson & { readonly role: string }
  readonly type: string
  startMs: number
  minutes: number
  /** False: it is not listed any more, and asked for by its id it is unknown. */
  isStanding: boolean
  /** The last time that it was booked, under the same id. */
  bookedAtMs: number
  /** The last time that it was cancelled; null: never. */
  cancelledAtMs: number | null
}

export interface SmartSchedulerOptions extends StandInOptions {
  /** How lists are answered: the brief leaves it open. `appointments` unless told. */
  readonly envelope?: 'bare' | 'appointments'
}

export interface SmartSubscriber {
  readonly url: string
  /** `whsec_` and base64. */
  readonly secret: string
}

/** What the office's brief asks of Smart-Scheduler, and what people do there. */
export interface StandInSmartScheduler extends StandIn {
  readonly token: string
  readonly appointments: readonly SmartAppointment[]
  subscribe(subscriber: SmartSubscriber): void
  disableSubscription(): void
  book(given: {
    readonly client: SmartPerson
    readonly startMs: number
    readonly minutes?: number
    readonly type?: string
  }): SmartAppointment
  move(id: string, startMs: number): void
  cancel(id: string): void
  /** A cancelled one is booked again under the same id. */
  rebook(id: string, startMs: number): void
  revokeToken(): void
  /** @returns the new one. */
  renewToken(): string
}

type SmartEvent = 'appointment.created' | 'appointment.updated' | 'appointment.cancelled'

const host = { name: 'Tom Herrera', email: 'tom.herrera@office.example', role: 'coach' }
const day = /^\d{4}-\d{2}-\d{2}$/
const dayMs = 86_400_000

/** Reading by `GET /api/appointments`, pushes signed as Standard Webhooks says. */
export async function createStandInSmartScheduler(options: SmartSchedulerOptions = {}): Promise<StandInSmartScheduler> {
  const { now = Date.now, seed = 1, envelope = 'appointments' } = options
  const nextId = createIds(seed)
  const newToken = (): string => `ss_live_${nextId('token')}`
  let token: string | null = newToken()
  let shownToken = token
  let subscriber: SmartSubscriber | null = null
  const appointments: SmartAppointment[] = []

  const standIn = await serveStandIn(options, (app) => {
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }))
    app.addHook('onRequest', async ({ headers }, reply) => {
      const isKnown = token !== null && (headers.authorization === `Bearer ${token}` || headers['x-api-key'] === token)
      if (!isKnown) return reply.code(401).send({ error: 'unauthorized' })
    })
    app.get<{ Querystring: { startDate?: string; endDate?: string } }>('/api/appointments', async ({ query }, reply) => {
      const { startDate, endDate } = query
      if (startDate === undefined || endDate === undefined || !day.test(startDate) || !day.test(endDate))
        return reply.code(400).send({ error: 'startDate and endDate are dates such as 2025-02-01' })
      // Both days are included, and counted in UTC.
      const [fromMs, toMs] = [Date.parse(startDate), Date.parse(endDate) + dayMs]
      const listed = appointments.filter(({ isStanding, startMs }) => isStanding && startMs >= fromMs && startMs < toMs).map(resourceOf)
      return envelope === 'bare' ? listed : { appointments: listed }
    })
    app.get<{ Params: { id: string } }>('/api/appointments/:id', async ({ params }, reply) => {
      const found = appointments.find(({ id, isStanding }) => isStanding && id === params.id)
      return found ? resourceOf(found) : reply.code(404).send({ error: 'not found' })
    })
  })

  /** Every attempt is signed anew, under the id and with the `timestamp` of the first. */
  function tell(event: SmartEvent, appointment: SmartAppointment): void {
    if (subscriber === null) return
    const { url, secret } = subscriber
    const messageId = `msg_${nextId('message')}`
    const body = JSON.stringify({ type: event, timestamp: new Date(now()).toISOString(), data: { appointment: resourceOf(appointment) } })
    standIn.outbox.put({
      url,
      body,
      headers: (sentAtMs) => ({ 'content-type': 'application/json', ...signatureOf(body, secret, messageId, sentAtMs) }),
      about: `${event} ${appointment.id}`,
    })
  }

  const appointmentOf = (id: string, isStanding: boolean): SmartAppointment => {
    const found = appointments.find((one) => one.id === id && one.isStanding === isStanding)
    if (found === undefined) throw new Error(`no ${isStanding ? 'standing' : 'cancelled'} appointment ${id}`)
    return found
  }

  return {
    ...standIn,
    appointments,
    get token() {
      return shownToken
    },
    subscribe: (given) => void (subscriber = given),
    disableSubscription: () => void (subscriber = null),
    book({ client, startMs, minutes = 45, type = 'strategy_session' }) {
      const appointment = {
        id: `ss_${nextId('appointment')}`,
        client,
        host,
        type,
        startMs,
        minutes,
        isStanding: true,
        bookedAtMs: now(),
        cancelledAtMs: null,
      }
      appointments.push(appointment)
      tell('appointment.created', appointment)
      return appointment
    },
    move(id, startMs) {
      const appointment = appointmentOf(id, true)
      appointment.startMs = startMs
      tell('appointment.updated', appointment)
    },
    cancel(id) {
      const appointment = appointmentOf(id, true)
      Object.assign(appointment, { isStanding: false, cancelledAtMs: now() })
      tell('appointment.cancelled', appointment)
    },
    rebook(id, startMs) {
      const appointment = appointmentOf(id, false)
      Object.assign(appointment, { startMs, isStanding: true, bookedAtMs: now() })
      tell('appointment.created', appointment)
    },
    revokeToken: () => void (token = null),
    renewToken() {
      shownToken = token = newToken()
      return shownToken
    },
  }
}

function resourceOf({ id, client, host: held, type, startMs, minutes }: SmartAppointment) {
  return { id, scheduledAt: new Date(startMs).toISOString(), duration: minutes, type, client, host: held }
}

/** Source: github.com/standard-webhooks/standard-webhooks spec/standard-webhooks.md. */
function signatureOf(body: string, secret: string, messageId: string, sentAtMs: number): Record<string, string> {
  const timestamp = String(Math.floor(sentAtMs / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const digest = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': messageId, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` }
}
