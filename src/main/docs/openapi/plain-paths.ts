import type { OpenAPI } from '@orpc/openapi'
import { notificationPath } from '../../google/channels.ts'
import { setupPath } from '../../receiver/google-calendar.ts'
import { answers, type Paths } from './answers.ts'

const body = (description: string, schema: OpenAPI.SchemaObject): OpenAPI.ResponseObject => ({
  description,
  content: { 'application/json': { schema } },
})
const object = (properties: Record<string, OpenAPI.SchemaObject>): OpenAPI.SchemaObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const isReachable = object({ status: { const: 'ok' }, message: { type: 'string' } })

/** What is neither in the contract nor a provider's endpoint with a signature: pages for machines, and Google's calendar. */
export function plainPaths(): Paths {
  const reachable = ['/api/calendly/webhook/test', `${notificationPath}/test`]
  return {
    '/health': {
      get: {
        operationId: 'health',
        tags: ['Status'],
        summary: 'Whether the desk takes anything now',
        security: [],
        responses: {
          '200': body('It does', object({ status: { const: 'ok' } })),
          ...answers('BadRequest', 'Misdirected', 'TooMany'),
          '503': body('Not now', { anyOf: [object({ status: { const: 'starting' } }), { $ref: '#/components/schemas/Refusal' }] }),
        },
      },
    },
    ...Object.fromEntries(
      reachable.map((path) => [
        path,
        {
          get: {
            operationId: path === reachable[0] ? 'calendly-reachable' : 'google-reachable',
            tags: ['Status'],
            summary: 'Says that the endpoint is reachable, and nothing else',
            security: [],
            responses: { '200': body('It is', isReachable), ...answers('BadRequest', 'Misdirected', 'TooMany', 'NotReady') },
          },
        },
      ]),
    ),
    [notificationPath]: {
      post: {
        operationId: 'post-google-calendar',
        tags: ['Webhooks'],
        summary: 'Google says that a calendar changed',
        description: 'Of a channel that this desk has registered. No body: what changed is then read from Google.',
        security: [{ googleChannelToken: [] }],
        parameters: Object.entries(googleHeaders).map(([name, description]) => ({
          name,
          in: 'header',
          description,
          schema: { type: 'string' },
        })),
        responses: {
          '200': body('Taken', object({ status: { const: 'ok' } })),
          ...answers('BadRequest', 'NotAuthenticated', 'NotAllowed', 'TooLarge', 'Misdirected', 'TooMany', 'NotReady'),
        },
      },
    },
    [setupPath]: {
      post: {
        operationId: 'setup-google-calendar',
        tags: ['Webhooks'],
        summary: 'Registers channels of all calendars that lack one',
        description: 'With an API key that may set up, or with the setup key of the Providers page.',
        security: [{ apiKey: [] }, { oauth2: ['setup'] }, { webhookBearer: [] }, { webhookApiKey: [] }],
        responses: {
          '200': body('Registered', object({ status: { const: 'ok' }, registered: { type: 'integer' }, failed: { type: 'integer' } })),
          ...answers('BadRequest', 'NotAuthenticated', 'NotAllowed', 'TooLarge', 'Misdirected', 'TooMany', 'NotReady'),
        },
      },
    },
  }
}

/** https://developers.google.com/workspace/calendar/api/guides/push#understanding-the-notification-message-format */
const googleHeaders = {
  'X-Goog-Channel-ID': 'The id that this desk gave the channel.',
  'X-Goog-Resource-ID': 'Google’s id of what is watched.',
  'X-Goog-Resource-State': '`sync` of the first message, then `exists` or `not_exists`.',
  'X-Goog-Message-Number': '1 of the first message, then larger each time, with gaps.',
}

export const googleChannelToken = {
  type: 'apiKey',
  in: 'header',
  name: 'X-Goog-Channel-Token',
  description: 'The token that this desk gave the channel.',
} as const satisfies OpenAPI.SecuritySchemeObject
