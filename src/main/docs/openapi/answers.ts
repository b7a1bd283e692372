import type { OpenAPI } from '@orpc/openapi'

type Answer = OpenAPI.ResponseObject

/** Operations by path and method. The library's own type of it mixes OpenAPI 3.0's operations into 3.1's. */
export type Paths = Record<string, Partial<Record<'get' | 'post' | 'patch' | 'delete', OpenAPI.OperationObject>>>

const retryAfter = {
  'Retry-After': { description: 'Seconds until there is room again', required: true, schema: { type: 'integer', minimum: 1 } },
} as const

/** An answer with a JSON body. @param schema the name of one in `components.schemas`. */
export function json(description: string, schema: string, more: Partial<Answer> = {}): Answer {
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } }, ...more }
}

const refusal = (description: string, message: string, more: Partial<Answer> = {}): Answer => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' }, example: { status: 'error', message } } },
  ...more,
})

/** What every endpoint and page can answer, whatever it is for. By their names in `components.responses`. */
export const commonAnswers = {
  BadRequest: refusal('The request could not be read as HTTP', 'Bad request'),
  NotAuthenticated: refusal(
    'Not authenticated: wrong secret, wrong signature, or a clock that is off. Always the same words',
    'Not authenticated',
  ),
  NotAllowed: refusal('This address is not on the office’s list', 'Not allowed'),
  TooLarge: refusal('The body is larger than the office takes', 'The body is too large'),
  WrongType: refusal('Not `application/json`, or compressed', 'Send application/json, uncompressed'),
  Misdirected: refusal('Asked under a name that is not the desk’s', 'Misdirected request'),
  TooMany: refusal('Too many at once', 'Too many requests', { headers: retryAfter }),
  NotReady: refusal('The desk cannot take it now. Try again', 'Not ready, try again', { headers: retryAfter }),
} satisfies Record<string, Answer>

/** @returns references to those of `commonAnswers`, by status. */
export function answers(...names: readonly (keyof typeof commonAnswers)[]): Record<string, OpenAPI.ReferenceObject> {
  return Object.fromEntries(names.map((name) => [statuses[name], { $ref: `#/components/responses/${name}` }]))
}

const statuses = {
  BadRequest: '400',
  NotAuthenticated: '401',
  NotAllowed: '403',
  TooLarge: '413',
  WrongType: '415',
  Misdirected: '421',
  TooMany: '429',
  NotReady: '503',
} satisfies Record<keyof typeof commonAnswers, string>

export const refusalSchema: OpenAPI.SchemaObject = {
  type: 'object',
  description: 'Why a webhook or a page was refused, in words for a person.',
  properties: { status: { const: 'error' }, message: { type: 'string' } },
  required: ['status', 'message'],
}
