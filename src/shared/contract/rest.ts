import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { outwardEventSchema } from '../public-appointment.ts'
import { documented, ifNoneMatch, lastEventId } from './rest-document.ts'
import { anyTime, pick, withBody } from './rest-problems.ts'
import {
  appointmentPageSchema,
  appointmentPatchSchema,
  appointmentQuerySchema,
  appointmentReferenceSchema,
  clientIdSchema,
  clientPageSchema,
  clientQuerySchema,
  conditionalHeadersSchema,
  hostListSchema,
  newAppointmentSchema,
  restAppointmentSchema,
  restClientSchema,
  statusChangeSchema,
  writeHeadersSchema,
} from './rest-schemas.ts'

const none = z.strictObject({}).optional()
const reference = z.strictObject({ id: appointmentReferenceSchema })

const appointments = {
  list: oc
    .route({
      method: 'GET',
      path: '/api/appointments',
      operationId: 'listAppointments',
      tags: ['Appointments'],
      summary: 'List appointments',
      description:
        'From every source, each booking once: where a calendar only repeats what a booking tool told, the one that leads is listed. Filters may be given several times, or with commas.',
      successDescription: 'A page of appointments.',
      spec: documented({ etag: true, link: true }, ifNoneMatch),
    })
    .input(appointmentQuerySchema)
    .output(appointmentPageSchema)
    .errors(anyTime),
  get: oc
    .route({
      method: 'GET',
      path: '/api/appointments/{id}',
      operationId: 'getAppointment',
      tags: ['Appointments'],
      summary: 'Get one appointment, with its history',
      successDescription: 'The appointment.',
      spec: documented({ etag: true }, ifNoneMatch),
    })
    .input(reference)
    .output(restAppointmentSchema)
    .errors({ ...anyTime, ...pick('NOT_FOUND') }),
  create: oc
    .route({
      method: 'POST',
      path: '/api/appointments',
      operationId: 'createAppointment',
      tags: ['Appointments'],
      summary: 'Make an appointment',
      description: 'Its source is `manual`. It stands in the office’s calendar at once, and its history names the API key.',
      inputStructure: 'detailed',
      successStatus: 201,
      successDescription: 'The appointment that was made. `Location` is its address.',
      spec: documented({ etag: true, location: true }),
    })
    .input(z.strictObject({ params: none, query: none, headers: writeHeadersSchema.optional(), body: newAppointmentSchema }))
    .output(restAppointmentSchema)
    .errors(withBody),
  update: oc
    .route({
      method: 'PATCH',
      path: '/api/appointments/{id}',
      operationId: 'updateAppointment',
      tags: ['Appointments'],
      summary: 'Change an appointment',
      description: 'Only one whose source is `manual`: what was booked elsewhere is changed there. What is left out stays as it is.',
      inputStructure: 'detailed',
      successDescription: 'The appointment, as it is now.',
      spec: documented({ etag: true }),
    })
    .input(z.strictObject({ params: reference, query: none, headers: conditionalHeadersSchema.optional(), body: appointmentPatchSchema }))
    .output(restAppointmentSchema)
    .errors({ ...withBody, ...pick('NOT_FOUND', 'AT_PROVIDER', 'APPOINTMENT_CANCELLED', 'PRECONDITION_FAILED') }),
  setStatus: oc
    .route({
      method: 'POST',
      path: '/api/appointments/{id}/status',
      operationId: 'setAppointmentStatus',
      tags: ['Appointments'],
      summary: 'Say that a client has arrived, is done, did not come or will not come',
      description:
        'Of an appointment from any source. Where another row leads for the same booking, it is said of that one, which is the answer.',
      inputStructure: 'detailed',
      successDescription: 'The appointment, as it is now.',
      spec: documented({ etag: true }),
    })
    .input(z.strictObject({ params: reference, query: none, headers: conditionalHeadersSchema.optional(), body: statusChangeSchema }))
    .output(restAppointmentSchema)
    .errors({ ...withBody, ...pick('NOT_FOUND', 'APPOINTMENT_REPLACED', 'NOTHING_TO_UNDO', 'PRECONDITION_FAILED') }),
}

const clients = {
  list: oc
    .route({
      method: 'GET',
      path: '/api/clients',
      operationId: 'listClients',
      tags: ['Clients and hosts'],
      summary: 'List clients',
      successDescription: 'A page of clients.',
      spec: documented({ etag: true, link: true }, ifNoneMatch),
    })
    .input(clientQuerySchema)
    .output(clientPageSchema)
    .errors(anyTime),
  get: oc
    .route({
      method: 'GET',
      path: '/api/clients/{id}',
      operationId: 'getClient',
      tags: ['Clients and hosts'],
      summary: 'Get one client',
      successDescription: 'The client.',
      spec: documented({ etag: true }, ifNoneMatch),
    })
    .input(z.strictObject({ id: clientIdSchema }))
    .output(restClientSchema)
    .errors({ ...anyTime, ...pick('NOT_FOUND') }),
}

const hosts = {
  list: oc
    .route({
      method: 'GET',
      path: '/api/hosts',
      operationId: 'listHosts',
      tags: ['Clients and hosts'],
      summary: 'List team members',
      successDescription: 'All team members.',
      spec: documented({ etag: true }, ifNoneMatch),
    })
    .input(z.strictObject({}))
    .output(hostListSchema)
    .errors(anyTime),
}

const events = {
  stream: oc
    .route({
      method: 'GET',
      path: '/api/events',
      operationId: 'streamEvents',
      tags: ['Events'],
      summary: 'Follow what happens',
      description:
        'Server-sent events, from now on, or from after the event that the header `Last-Event-ID` names. Each says what happened and how things stand since. Where events after that one are not kept any more, the answer is 410: read the appointments anew, then follow without the header.',
      successDescription: 'A stream that goes on until either side ends it, or the API key does not count any more.',
      spec: documented({}, lastEventId),
    })
    .input(z.strictObject({}))
    .output(eventIterator(outwardEventSchema))
    .errors({ ...anyTime, ...pick('EVENTS_GONE', 'TOO_MANY_STREAMS') }),
}

/**
 * What other programs may ask and do, by HTTP with an API key, and the window as every other call: one contract. `src/main/rest` serves it,
 * and adds what is HTTP's own (keys, ETags, `Link`, problems); the documentation is made from it.
 */
export const rest = { appointments, clients, hosts, events }
