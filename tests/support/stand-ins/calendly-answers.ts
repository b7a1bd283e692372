import type { FastifyReply } from 'fastify'

/** A refusal in Calendly's words. Source: developer.calendly.com/api-docs, the errors of each call. */
export class CalendlyError extends Error {
  override readonly name = 'CalendlyError'
  readonly status: number
  readonly title: string
  readonly details: readonly { readonly parameter: string; readonly message: string }[]

  constructor(status: number, title: string, message: string, details: CalendlyError['details'] = []) {
    super(message)
    this.status = status
    this.title = title
    this.details = details
  }
}

export const invalid = (parameter: string, message: string): CalendlyError =>
  new CalendlyError(400, 'Invalid Argument', 'The supplied parameters are invalid.', [{ parameter, message }])
export const notFound = (): CalendlyError =>
  new CalendlyError(404, 'Resource Not Found', 'The server could not find the requested resource.')
export const denied = (message = 'You do not have permission to access this resource.'): CalendlyError =>
  new CalendlyError(403, 'Permission Denied', message)

export function sendError(reply: FastifyReply, { status, title, message, details }: CalendlyError): FastifyReply {
  return reply.code(status).send({ title, message, ...(details.length > 0 && { details }) })
}

export type Query = Readonly<Record<string, string | undefined>>

/** `start_time:asc`: the member, and which way. Throws CalendlyError for another member than `member`. */
export function directionOf({ sort }: Query, member: string): 1 | -1 {
  if (sort === undefined || sort === `${member}:asc`) return 1
  if (sort === `${member}:desc`) return -1
  throw invalid('sort', `must be ${member}:asc or ${member}:desc`)
}

/** Of an instant in a query, milliseconds; null: it was not given. */
export function instantOf(query: Query, parameter: string): number | null {
  const text = query[parameter]
  if (text === undefined) return null
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || !text.includes('T')) throw invalid(parameter, 'is an invalid date')
  return ms
}

/**
 * One page, 20 at once unless asked for up to 100. The token names the last one of the page before, so that what is added or removed in
 * between shifts nothing.
 */
export function pageOf<T extends { readonly uri: string }>(sorted: readonly T[], query: Query, path: string, toJson: (one: T) => unknown) {
  const count = query['count'] === undefined ? 20 : Number(query['count'])
  if (!Number.isInteger(count) || count < 1 || count > 100) throw invalid('count', 'must be between 1 and 100')
  const token = query['page_token']
  const from = token === undefined ? 0 : sorted.findIndex(({ uri }) => tokenOf(uri) === token) + 1
  if (token !== undefined && from === 0) throw invalid('page_token', 'is invalid')
  const page = sorted.slice(from, from + count)
  const last = page.at(-1)
  const nextToken = last !== undefined && from + count < sorted.length ? tokenOf(last.uri) : null
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'page_token')
  return {
    collection: page.map(toJson),
    pagination: {
      count: page.length,
      next_page:
        nextToken === null
          ? null
          : `https://api.calendly.com${path}?${new URLSearchParams([...given, ['page_token', nextToken]]).toString()}`,
      next_page_token: nextToken,
      previous_page: null,
      previous_page_token: null,
    },
  }
}

const tokenOf = (uri: string): string => Buffer.from(uri).toString('base64url')
