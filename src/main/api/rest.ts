import { restLimit, type PublicClient } from '../../shared/contract/rest-schemas.ts'
import type { ClientRow } from '../../shared/contract/clients.ts'
import { appointmentFor } from '../rest/appointment.ts'
import { appointmentsAsked, cursorOf, placeOf } from '../rest/asked.ts'
import { createOne, setStatusOf, updateOne } from '../rest/change.ts'
import { followEvents } from '../rest/follow.ts'
import { refusal } from '../rest/refusal.ts'
import { write } from '../rest/write.ts'
import { listHosts } from '../store/appointment-lists.ts'
import { findClient } from '../store/client-details.ts'
import { listRows } from '../store/clients.ts'
import { utcText } from '../store/public-appointments.ts'
import { findPublicId, listPublicAppointments } from '../store/rest-appointments.ts'
import { listPublicClients } from '../store/rest-clients.ts'
import { openOs } from './implementer.ts'

const os = openOs.rest

const appointments = {
  list: os.appointments.list.handler(({ context, input }) => {
    const asked = appointmentsAsked(input, context.settings.settings().timeZone, context.now())
    const { appointments: page, next } = listPublicAppointments(context.store.read, asked)
    return { appointments: page, nextCursor: next && cursorOf(asked.updatedSinceMs === null ? 'start' : 'change', next) }
  }),
  get: os.appointments.get.handler(({ context, input }) => appointmentFor(context.store.read, findPublicId(context.store.read, input.id))),
  create: os.appointments.create.handler(({ context, input: { headers, body } }) => {
    const { timeZone } = context.settings.settings()
    const asked = { idempotencyKey: headers?.['idempotency-key'], what: 'create', input: body }
    return write(context, asked, (db, notes, at) => createOne(db, notes, at, body, timeZone))
  }),
  update: os.appointments.update.handler(({ context, input: { params, headers, body } }) => {
    const meant = { reference: params.id, ifMatch: headers?.['if-match'] }
    const asked = { idempotencyKey: headers?.['idempotency-key'], what: 'update', input: [params.id, body] }
    return write(context, asked, (db, notes, at) => updateOne(db, notes, at, meant, body))
  }),
  setStatus: os.appointments.setStatus.handler(({ context, input: { params, headers, body } }) => {
    const meant = { reference: params.id, ifMatch: headers?.['if-match'] }
    const asked = { idempotencyKey: headers?.['idempotency-key'], what: 'status', input: [params.id, body] }
    return write(context, asked, (db, notes, at) => setStatusOf(db, notes, at, meant, body))
  }),
}

function publicClientOf(row: ClientRow): PublicClient {
  const { id, name, email, phone, source, externalId, stage, appointments: count, noShows, lastSeenMs, nextStartMs } = row
  const seen = { lastSeen: utcText(lastSeenMs), nextStart: utcText(nextStartMs) }
  return { id, name, email, phone, source, externalId, stage, appointments: count, noShows, ...seen }
}

const clients = {
  list: os.clients.list.handler(({ context, input: { search = null, cursor, limit = restLimit.usual } }) => {
    const afterId = cursor === undefined ? 0 : placeOf(cursor, 'client').id
    const { clients: page, next } = listPublicClients(context.store.read, { search, afterId, limit }, context.now())
    return { clients: page.map(publicClientOf), nextCursor: next === null ? null : cursorOf('client', { atMs: 0, id: next }) }
  }),
  get: os.clients.get.handler(({ context, input }) => {
    const client = findClient(context.store.read, input.id)
    const [row] = client === null ? [] : listRows(context.store.read, [client.id], context.now())
    if (client?.origin !== 'real' || row === undefined) throw refusal('NOT_FOUND', 'There is no such client.')
    const { timeZone, stage, figures, notes } = client
    const { visits, cancellations, knownAtMs } = figures
    const since = { stageSince: new Date(stage.sinceMs).toISOString(), known: new Date(knownAtMs).toISOString() }
    return { ...publicClientOf(row), timeZone, ...since, visits, cancellations, notes }
  }),
}

const hosts = {
  list: os.hosts.list.handler(({ context }) => ({
    hosts: listHosts(context.store.read)
      .filter(({ origin }) => origin === 'real')
      .map(({ id, name, email, role, active }) => ({ id, name, email, role, active })),
  })),
}

const events = {
  stream: os.events.stream.handler(({ context, lastEventId, signal }) => followEvents(context, lastEventId, signal)),
}

/** What the REST API serves, and the window as well. Who asks over HTTP is `context.caller`. */
export const rest = { appointments, clients, hosts, events }
