import type { ORPCError } from '@orpc/server'
import type { Answer } from '../ingest/arrival.ts'
import type { Unread } from '../receiver/door.ts'
import { problemMediaType, problemOf } from './problem.ts'
import { refusal, wrongField } from './refusal.ts'
import { isBelowRoot, methodsAt } from './routes.ts'

interface Misplaced {
  readonly error: ORPCError<string, unknown>
  /** What may be done there, as `Allow` has it. */
  readonly headers: Readonly<Record<string, string>>
}

/** What is wrong with where and how somebody asks. Null: nothing. @param method undefined: none that HTTP knows. */
export function misplacedAt(path: string, method: string | undefined): Misplaced | null {
  const methods = methodsAt(path)
  if (methods === null) return { error: refusal('NOT_FOUND', 'There is nothing at this address.'), headers: {} }
  if (method !== undefined && methods.includes(method)) return null
  const allow = methods.join(', ')
  return { error: refusal('METHOD_NOT_ALLOWED', `Here it is ${allow}.`), headers: { allow } }
}

const encoded = 'UTF-8, percent-encoded: %20 for a blank, %25 for a percent sign'

/** The problem of a request that no hook comes to see. Null: the path is none of the REST API's. */
export function refuseUnread(path: string, why: Unread): Answer | null {
  if (!isBelowRoot(path)) return null
  const isElsewhere = why === 'method' || methodsAt(path) === null
  const framing = why === 'hosts' ? wrongField('INVALID_PARAMETER', 'Host', 'once') : wrongField('INVALID_PARAMETER', 'id', encoded)
  const { error, headers } = (isElsewhere ? misplacedAt(path, undefined) : null) ?? { error: framing, headers: {} }
  return {
    status: error.status,
    headers: { 'content-type': problemMediaType, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers },
    body: { ...problemOf(error) },
  }
}
