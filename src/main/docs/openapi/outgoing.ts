import type { OpenAPI } from '@orpc/openapi'
import { outwardEventSchema } from '../../../shared/public-appointment.ts'
import { outwardEvents, type OutwardEvent } from '../../../shared/sharing-words.ts'
import { exampleAppointment } from '../../../shared/contract/rest-examples.ts'
import { jsonSchemaOf } from './json-schema.ts'

const abouts: Readonly<Record<OutwardEvent, string>> = {
  'appointment.created': 'An appointment became known',
  'appointment.updated': 'An appointment was moved or changed',
  'appointment.cancelled': 'An appointment was cancelled',
  'appointment.completed': 'An appointment took place',
  'appointment.no_show': 'Nobody came to an appointment',
  'client.stage_changed': 'A client moved in the pipeline',
}

const header = (name: string, description: string): OpenAPI.ParameterObject => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})

/** What this desk posts to others: see the guide for how its signature is checked. */
export function outgoingWebhooks(): Record<string, OpenAPI.PathItemObject> {
  return Object.fromEntries(
    outwardEvents.map((event) => {
      const post: OpenAPI.OperationObject = {
        operationId: `on-${event.replaceAll(/[._]/g, '-')}`,
        tags: ['What the desk posts'],
        summary: abouts[event],
        description: 'Signed by Standard Webhooks. What is personal or medical is `null` or empty unless the office chose otherwise.',
        security: [],
        parameters: [
          header('webhook-id', 'The same each time this message is sent again.'),
          header('webhook-timestamp', 'Seconds since 1970 of this attempt.'),
          header('webhook-signature', 'One or more of `v1,<base64>`, with blanks between.'),
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${schemaOf(event)}` }, example: exampleOf(event) } },
        },
        responses: {
          '2XX': { description: 'Taken' },
          '410': { description: 'Nothing more is sent: the subscription ends' },
          default: { description: 'Sent again later; `Retry-After` is honoured. Redirects are not followed' },
        },
      }
      // The library's type of a path mixes OpenAPI 3.0's operations into 3.1's.
      return [event, { post } as OpenAPI.PathItemObject]
    }),
  )
}

const schemaOf = (event: OutwardEvent): string => (event === 'client.stage_changed' ? 'StageEvent' : 'AppointmentEvent')

function exampleOf(event: OutwardEvent): unknown {
  const at = '2026-11-20T09:12:00.000Z'
  if (event !== 'client.stage_changed') return { at, type: event, data: exampleAppointment }
  return { at, type: event, data: { client: { id: 17, name: null, email: null, phone: null }, from: 'lead', to: 'booked' } }
}

export function outgoingSchemas(): Record<string, OpenAPI.SchemaObject> {
  const [appointment, stage] = outwardEventSchema.options
  const event = jsonSchemaOf(appointment, 'output')
  const data = { $ref: '#/components/schemas/Appointment' }
  return {
    AppointmentEvent: { ...event, properties: { ...event.properties, data } },
    StageEvent: jsonSchemaOf(stage, 'output'),
  }
}
