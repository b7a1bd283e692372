import type { OpenAPI } from '@orpc/openapi'
import { publicBookingSchema } from '../../../shared/public-booking.ts'
import { answers, json, type Paths } from './answers.ts'
import { jsonSchemaOf } from './json-schema.ts'

const page = (description: string): OpenAPI.ResponseObject => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
})
const inPath = (name: string, description: string): OpenAPI.ParameterObject => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
})
const inQuery = (name: string, description: string): OpenAPI.ParameterObject => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
})
const notThere = json('Nothing is there, whichever way the id is wrong', 'Refusal')

/** What is open to whoever knows an id or an address that cannot be guessed. */
export function publicPaths(): Paths {
  return {
    '/api/bookings/{uid}': {
      get: {
        operationId: 'getBooking',
        tags: ['Booking page and feeds'],
        summary: 'Whether there is such a booking, and when',
        description: 'For a site that draws its own page. No name, no link. The id is the provider’s, which cannot be guessed.',
        security: [],
        parameters: [inPath('uid', 'The provider’s id of the booking, such as Cal.com’s `uid`.')],
        responses: {
          '200': json('There is', 'Booking'),
          '404': notThere,
          ...answers('BadRequest', 'Misdirected', 'TooMany', 'NotReady'),
        },
      },
    },
    '/schedule': {
      get: {
        operationId: 'bookingPage',
        tags: ['Booking page and feeds'],
        summary: 'The page for whoever has booked',
        description: 'Where a provider sends the person after a booking. It shows only what the desk knows; parameters prove nothing.',
        security: [],
        parameters: [inQuery('uid', 'Cal.com’s id of the booking.'), inQuery('bookingId', 'The same, by another name.')],
        responses: {
          '200': page('The booking'),
          '404': page('There is none, or it is still on its way: the page then looks again by itself'),
          '429': page('Too many at once'),
          '503': { description: 'The desk cannot answer now', content: { 'text/html': { schema: { type: 'string' } }, ...refusalContent } },
          ...answers('BadRequest', 'Misdirected'),
        },
      },
    },
    '/feeds/{file}': {
      get: {
        operationId: 'getFeed',
        tags: ['Booking page and feeds'],
        summary: 'A calendar to subscribe to',
        description: 'Its address is secret, and the only key to it. Made and revoked at the desk.',
        security: [],
        parameters: [
          inPath('file', 'The secret, and `.ics`.'),
          { name: 'If-None-Match', in: 'header', description: 'The `ETag` of what you have.', schema: { type: 'string' } },
        ],
        responses: {
          '200': { description: 'iCalendar (RFC 5545)', content: { 'text/calendar': { schema: { type: 'string' } } } },
          '304': { description: 'It is as `If-None-Match` says' },
          '404': notThere,
          ...answers('BadRequest', 'Misdirected', 'TooMany', 'NotReady'),
        },
      },
    },
  }
}

const refusalContent = { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } as const

export function publicSchemas(): Record<string, OpenAPI.SchemaObject> {
  const examples = [
    {
      status: 'scheduled',
      type: 'interview',
      title: 'Interview',
      start: '2026-01-15T14:00:00.000Z',
      end: '2026-01-15T14:30:00.000Z',
      timeZone: 'Europe/Berlin',
    },
  ]
  return { Booking: { ...jsonSchemaOf(publicBookingSchema, 'output'), examples } }
}
