import type { OpenAPI } from '@orpc/openapi'
import { tokenPath } from '../../access/oauth-door.ts'
import { tokenLifeMs } from '../../access/access.ts'
import type { Scope } from '../../../shared/sharing-words.ts'
import { answers, type Paths } from './answers.ts'

const scopeWords: Readonly<Record<Scope, string>> = {
  read: 'Appointments with names and contact data, clients, team, and what changes',
  write: 'Make manual appointments, change them, say of any what became of it',
  setup: 'Register Google’s channels',
}

/** How a program shows at the REST API who it is. */
export const apiSecuritySchemes = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the office, `dbk_…`, or an access token made with it, `dbt_…`.' },
  oauth2: {
    type: 'oauth2',
    description: 'The client’s id is the beginning of an API key, `dbk_` and 8 characters; its secret is the whole key.',
    flows: { clientCredentials: { tokenUrl: tokenPath, scopes: scopeWords } },
  },
  clientBasic: { type: 'http', scheme: 'basic', description: 'Client id and client secret (RFC 6749, 2.3.1).' },
} satisfies Record<string, OpenAPI.SecuritySchemeObject>

const failed = (
  description: string,
  error: string,
  words: string,
  headers?: OpenAPI.ResponseObject['headers'],
): OpenAPI.ResponseObject => ({
  description,
  ...(headers && { headers }),
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { error: { type: 'string' }, error_description: { type: 'string' } },
        required: ['error', 'error_description'],
      },
      example: { error, error_description: words },
    },
  },
})
const retryAfter = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } } as const

export function accessPaths(): Paths {
  return {
    [tokenPath]: {
      post: {
        operationId: 'issueToken',
        tags: ['Access tokens'],
        summary: 'Make an access token',
        description: 'OAuth 2 client credentials (RFC 6749, 4.4), with an API key. Whoever can send the key itself need not do this.',
        security: [{ clientBasic: [] }, {}],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                properties: {
                  grant_type: { const: 'client_credentials' },
                  client_id: { type: 'string', description: 'Unless it is sent by Basic authentication.' },
                  client_secret: { type: 'string', description: 'Unless it is sent by Basic authentication.' },
                  scope: { type: 'string', description: 'Some of the key’s scopes, with blanks between; all of them without it.' },
                },
                required: ['grant_type'],
              },
              example: { grant_type: 'client_credentials', client_id: 'dbk_k3yAbc12', client_secret: 'dbk_k3yAbc12_…', scope: 'read' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The token',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    access_token: { type: 'string' },
                    token_type: { const: 'Bearer' },
                    expires_in: { type: 'integer', description: 'Seconds.' },
                    scope: { type: 'string' },
                  },
                  required: ['access_token', 'token_type', 'expires_in'],
                },
                example: { access_token: 'dbt_…', token_type: 'Bearer', expires_in: tokenLifeMs / 1000, scope: 'read' },
              },
            },
          },
          ...answers('Misdirected'),
          '400': failed('Something in the form is wrong', 'invalid_request', 'Missing parameter: `grant_type`'),
          '401': failed('The key does not count', 'invalid_client', 'Invalid client: client is invalid'),
          '413': failed('The form is too large', 'invalid_request', 'The request cannot be read'),
          '429': failed('Too many at once', 'slow_down', 'Too many requests, try again in a minute', retryAfter),
          '503': {
            description: 'The desk cannot answer now',
            headers: retryAfter,
            content: {
              'application/json': {
                schema: {
                  anyOf: [
                    {
                      type: 'object',
                      properties: { error: { const: 'temporarily_unavailable' }, error_description: { type: 'string' } },
                      required: ['error'],
                    },
                    { $ref: '#/components/schemas/Refusal' },
                  ],
                },
              },
            },
          },
        },
      },
    },
  }
}
