import type { FastifyReply } from 'fastify'
import { ORPCError } from '@orpc/server'
import {
  problemCodeOf,
  problemType,
  restErrors,
  type FieldError,
  type Problem,
  type RestErrorName,
} from '../../shared/contract/rest-problems.ts'
import { unescaped } from './query.ts'
import { refusal, wrongFields } from './refusal.ts'
import { worded, type Expectation } from './wording.ts'

export const problemMediaType = 'application/problem+json'

/** RFC 9457's body of a refusal; of anything else the one that says that we cannot answer now. */
export function problemOf(error: ORPCError<string, unknown>): Problem {
  const known = isKnown(error.code) ? error : refusal('UNAVAILABLE', 'Something went wrong here. Try again in a while.')
  const name = known.code as RestErrorName
  const { status, message } = restErrors[name]
  const code = problemCodeOf(name)
  const { errors, url } = (known.data ?? {}) as { errors?: FieldError[]; url?: string | null }
  return {
    type: problemType(code),
    title: message,
    status,
    detail: known.message,
    code,
    ...(errors && { errors }),
    ...(url !== undefined && { url }),
  }
}

const isKnown = (code: string): code is RestErrorName => Object.hasOwn(restErrors, code)

/** Sends one where no procedure is asked. */
export function sendProblem(reply: FastifyReply, error: ORPCError<string, unknown>): FastifyReply {
  const problem = problemOf(error)
  if (problem.status === 503) reply.header('retry-after', '5')
  return reply.code(problem.status).header('cache-control', 'no-store').type(problemMediaType).send(JSON.stringify(problem))
}

interface Issue extends Expectation {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[]
  readonly keys?: readonly string[]
  /** Of a union: what each of its members says. */
  readonly errors?: readonly (readonly Issue[])[]
}

/** What oRPC says of input that does not fit is told by field. Everything else is given back as it is. */
export function inputRefusalOf(error: unknown, isDetailed: boolean): unknown {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return error
  const issues = (error.data as { issues?: readonly Issue[] } | undefined)?.issues
  if (issues === undefined) return refusal('INVALID_PARAMETER', 'The request cannot be read.', { errors: [] })
  const parts = issues.map(({ path }) => (isDetailed ? nameOf(path?.[0]) : 'query'))
  const name = parts.every((part) => part === 'body') ? 'INVALID_BODY' : 'INVALID_PARAMETER'
  return wrongFields(
    name,
    issues.flatMap((issue) => fieldErrors(issue, isDetailed ? 1 : 0)),
  )
}

const nameOf = (part: PropertyKey | { readonly key: PropertyKey } | undefined): string =>
  String(typeof part === 'object' ? part.key : (part ?? ''))

function fieldErrors(issue: Issue, skipped: number, before: readonly string[] = []): FieldError[] {
  const path = [...before, ...(issue.path ?? []).map(nameOf).slice(skipped)]
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({ field: [...path, unescaped(key)].join('.'), message: 'is not known here' }))
  // Of a union the member that somebody meant: the one of which all parts are known, and only what is in them is wrong.
  const meant = issue.errors?.find((member) =>
    member.every(({ path: [first] = [], code }) => typeof first === 'string' && code !== 'unrecognized_keys'),
  )
  if (meant !== undefined && meant.length > 0) return meant.flatMap((inner) => fieldErrors(inner, 0, path))
  return [{ field: path.join('.') || 'body', message: worded(issue) }]
}
