import type { OpenAPI } from '@orpc/openapi'
import { z } from 'zod'
import { envelopeSchema as calComEnvelope } from '../../providers/cal-com/schema.ts'
import { envelopeSchema as calendlyEnvelope } from '../../providers/calendly/schema.ts'
import { clinicBodySchema } from '../../providers/healthcare/schema.ts'
import { providers } from '../../providers/index.ts'
import { requiredInstant } from '../../providers/reading/fields.ts'
import type { ComposeContext, Provider } from '../../providers/provider.ts'
import { cancelledAppointmentSchema, fullAppointmentSchema } from '../../providers/smart-scheduler/schema.ts'
import type { SigningProviderId } from '../../../shared/words.ts'
import type { SigningSchemeId } from '../../signatures/signature.ts'
import { answers, json, type Paths } from './answers.ts'
import { jsonSchemaOf } from './json-schema.ts'

/** One moment for all examples, so that the document is the same each time. */
const exampleContext: ComposeContext = {
  nowMs: Date.UTC(2026, 2, 2, 9, 30),
  unique: 'k3yAbc12',
  startMs: Date.UTC(2026, 2, 5, 14),
  durationMinutes: 30,
  client: { name: 'Jane Doe', email: 'jane.doe@example.com', timeZone: 'Europe/Berlin' },
  host: { name: 'Anna Example', email: 'anna@example.com', role: 'advisor' },
  eventType: { name: 'Strategy session', slug: 'strategy-session' },
}

/** The scheme's name in `components.securitySchemes`. */
const securityOf: Readonly<Record<SigningSchemeId, readonly string[]>> = {
  'calendly-v1': ['calendlySignature'],
  'calendly-x-header': [],
  'cal-com-sha256': ['calComSignature'],
  'standard-webhooks': ['standardWebhooks'],
  'sha256-hex': ['sha256Hex'],
  'timestamped-hex': ['timestampedHex'],
  'api-key': ['webhookBearer', 'webhookApiKey'],
}

const inHeader = (name: string, description: string) => ({ type: 'apiKey', in: 'header', name, description }) as const

/** How whoever posts shows who it is. The recipes with samples are in the guide. */
export const webhookSecuritySchemes = {
  calendlySignature: inHeader('Calendly-Webhook-Signature', '`t=<seconds>,v1=<hex>`: HMAC-SHA256 over `t.body`. Calendly makes it.'),
  calComSignature: inHeader('X-Cal-Signature-256', 'Hex of HMAC-SHA256 over the body. Cal.com makes it.'),
  standardWebhooks: inHeader(
    'webhook-signature',
    '[Standard Webhooks](https://www.standardwebhooks.com): `v1,<base64>`, HMAC-SHA256 over `id.timestamp.body` with the bytes after `whsec_`. ' +
      'Goes with `webhook-id` and `webhook-timestamp`.',
  ),
  sha256Hex: inHeader('X-Webhook-Signature', '`sha256=<hex>`: HMAC-SHA256 over the body.'),
  timestampedHex: inHeader('X-Webhook-Signature', '`t=<seconds>,v1=<hex>`: HMAC-SHA256 over `t.body`.'),
  webhookApiKey: inHeader('X-API-Key', 'The secret itself. The weakest scheme: the body is not signed.'),
  webhookBearer: { type: 'http', scheme: 'bearer', description: 'The secret itself, as `Authorization: Bearer <secret>`.' },
} satisfies Record<string, OpenAPI.SecuritySchemeObject>

const smartEvents = [
  { event: z.enum(['appointment.created', 'appointment.updated']), appointment: fullAppointmentSchema },
  { event: z.enum(['appointment.cancelled', 'appointment.canceled']), appointment: cancelledAppointmentSchema },
] as const

const bodies: Readonly<Record<SigningProviderId, z.ZodType>> = {
  calendly: calendlyEnvelope,
  'cal-com': calComEnvelope,
  'smart-scheduler': z.union([
    ...smartEvents.map(({ event, appointment }) => z.looseObject({ event, appointment })),
    ...smartEvents.map(({ event: type, appointment }) =>
      z.looseObject({ type, timestamp: requiredInstant().optional(), data: z.looseObject({ appointment }) }),
    ),
  ]),
  healthcare: clinicBodySchema,
}

const schemaNames: Readonly<Record<SigningProviderId, string>> = {
  calendly: 'CalendlyEvent',
  'cal-com': 'CalComEvent',
  'smart-scheduler': 'SmartSchedulerEvent',
  healthcare: 'ClinicEvent',
}

const abouts: Readonly<Record<SigningProviderId, string>> = {
  calendly:
    'Calendly posts here what happens to bookings. What it sends is Calendly’s to say; an event that is not followed is answered 200.',
  'cal-com':
    'Cal.com posts here what happens to bookings. What it sends is Cal.com’s to say; an event that is not followed is answered 200.',
  'smart-scheduler':
    'Smart-Scheduler posts here, as `{event, appointment}` or, by the advice of Standard Webhooks, as `{type, timestamp, data}`.',
  healthcare: 'A clinic’s scheduling system posts here. Sending the same twice does no harm: it is answered 200 with the first `event_id`.',
}

/** POST of each provider's paths. The first path is the one to use; another one is the same under an older name. */
export function webhookPaths(): Paths {
  return Object.fromEntries(
    Object.values(providers).flatMap((provider) =>
      provider.paths.map((path, index) => [path, { post: operation(provider, index > 0) }] as const),
    ),
  )
}

function operation(provider: Provider, isOlder: boolean): OpenAPI.OperationObject {
  const { id, name, schemes, contractIsOurs, testEvents } = provider
  const signedIds = schemes.includes('standard-webhooks')
  return {
    operationId: `post-${id}${isOlder ? '-older' : ''}`,
    tags: ['Webhooks'],
    summary: `${name} tells of an appointment`,
    description: abouts[id],
    ...(isOlder && { deprecated: true }),
    security: schemes.flatMap((scheme) => securityOf[scheme]).map((scheme) => ({ [scheme]: [] })),
    parameters: signedIds ? standardWebhookHeaders : [],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { $ref: `#/components/schemas/${schemaNames[id]}` },
          examples: Object.fromEntries(testEvents.map((event) => [event, { value: provider.composeTestBody(event, exampleContext) }])),
        },
      },
    },
    responses: {
      ...(id === 'healthcare'
        ? {
            '200': json('Seen before: nothing new was stored', 'ClinicStored'),
            '201': json('Stored, durably', 'ClinicStored'),
            '202': json('Authentic and kept, and a person will look at it', 'ClinicStored'),
          }
        : {
            '200': json('Kept, durably: stored, seen before, or not followed', 'Kept'),
            '202': json('Authentic and kept, and a person will look at it', 'Kept'),
          }),
      ...answers('BadRequest', 'NotAuthenticated', 'NotAllowed', 'TooLarge', 'WrongType', 'Misdirected', 'TooMany', 'NotReady'),
      ...(contractIsOurs && {
        '400': json('The body is not JSON', 'Refusal'),
        '409': json('The same `webhook-id` came before with another body', 'Refusal'),
        '422': json('JSON of the wrong shape: each field that is wrong is named', 'InvalidPayload'),
      }),
    },
  }
}

const standardWebhookHeaders: OpenAPI.ParameterObject[] = [
  {
    name: 'webhook-id',
    in: 'header',
    description: 'With Standard Webhooks: your id of this message, the same over retries. No full stop in it.',
    schema: { type: 'string', minLength: 1, maxLength: 256 },
    example: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
  },
  {
    name: 'webhook-timestamp',
    in: 'header',
    description: 'With Standard Webhooks: seconds since 1970 of this attempt.',
    schema: { type: 'string', pattern: String.raw`^\d{1,11}$` },
    example: '1772443800',
  },
]

const receivedAt = { type: 'string', format: 'date-time', description: 'In UTC.' } as const
const eventId = { type: 'integer', description: 'The desk’s id of the delivery; of one that came before, the first one’s.' } as const

/** What webhooks carry and are answered. */
export function webhookSchemas(): Record<string, OpenAPI.SchemaObject> {
  return {
    ...Object.fromEntries(Object.values(providers).map(({ id }) => [schemaNames[id], jsonSchemaOf(bodies[id], 'input')])),
    Kept: {
      type: 'object',
      properties: {
        status: { enum: ['success', 'duplicate', 'ignored', 'stale', 'quarantined', 'kept'] },
        event_id: eventId,
        received_at: receivedAt,
        duplicate: { const: true },
      },
      required: ['status', 'event_id', 'received_at'],
    },
    ClinicStored: {
      type: 'object',
      properties: {
        status: { const: 'success' },
        message: { type: 'string' },
        event_id: eventId,
        received_at: receivedAt,
        data: {
          type: 'object',
          properties: { event_type: { type: 'string' }, appointment_id: { type: 'string' }, patient_id: { type: 'string' } },
        },
        duplicate: { const: true },
      },
      required: ['status', 'message', 'event_id', 'received_at', 'data'],
    },
    InvalidPayload: {
      type: 'object',
      description: 'In the form of Python’s Pydantic 1.',
      properties: {
        status: { const: 'error' },
        message: { const: 'Invalid payload structure' },
        errors: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            properties: {
              loc: { type: 'array', items: { type: ['string', 'integer'] } },
              msg: { type: 'string' },
              type: { type: 'string' },
            },
            required: ['loc', 'msg', 'type'],
          },
        },
      },
      required: ['status', 'message', 'errors'],
      example: {
        status: 'error',
        message: 'Invalid payload structure',
        errors: [{ loc: ['body', 'appointment_id'], msg: 'field required', type: 'value_error.missing' }],
      },
    },
  }
}
