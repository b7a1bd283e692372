import { PayloadError, type Provider, type Reading, type ReadingContext } from '../providers/provider.ts'
import { parseBody } from './parse-body.ts'

/** What could be made of a body's bytes; each but `read` says why nothing was. */
export type BodyReading =
  | { readonly kind: 'read'; readonly body: unknown; readonly reading: Reading }
  /** `finding` completes the sentence "The body is not JSON that can be read: …". */
  | { readonly kind: 'not-json'; readonly finding: string }
  | { readonly kind: 'unreadable'; readonly body: unknown; readonly error: PayloadError }
  /** A fault of ours. */
  | { readonly kind: 'failed'; readonly body: unknown; readonly error: unknown }

/** Parses `context.rawBody` and has the provider read it: when it arrives, and when it is replayed. Pure, and never throws. @param deepest how many levels it may nest */
export function readBody(provider: Provider, context: ReadingContext, deepest?: number): BodyReading {
  const parsed = parseBody(context.rawBody, deepest)
  if (!parsed.ok) return { kind: 'not-json', finding: parsed.finding }
  const { body } = parsed
  try {
    return { kind: 'read', body, reading: provider.read(body, context) }
  } catch (error) {
    return error instanceof PayloadError ? { kind: 'unreadable', body, error } : { kind: 'failed', body, error }
  }
}

/** A body that is no JSON, in the form in which wrong fields are told. */
export function notJsonError(finding: string): PayloadError {
  return new PayloadError([{ loc: ['body'], msg: `not JSON: ${finding}`, type: 'value_error.jsondecode' }])
}
