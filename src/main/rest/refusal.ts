import { ORPCError } from '@orpc/server'
import { restErrors, type FieldError, type RestErrorName } from '../../shared/contract/rest-problems.ts'
import type { RefusalReason } from '../../shared/words.ts'
import { GestureError } from '../gestures/errors.ts'

type Data = { readonly errors: readonly FieldError[] } | { readonly url: string | null }

/**
 * One of the contract's refusals. oRPC recognises it by its code.
 *
 * @param detail what happened this time, and what to do, without anybody's data; absent: what its title says.
 */
export function refusal(name: RestErrorName, detail?: string, data?: Data): ORPCError<RestErrorName, unknown> {
  const { status, message } = restErrors[name]
  return new ORPCError(name, { status, message: detail ?? message, ...(data && { data }) })
}

/** One field is wrong. `message` says what is expected. */
export function wrongField(name: 'INVALID_PARAMETER' | 'INVALID_BODY', field: string, message: string): ORPCError<RestErrorName, unknown> {
  return wrongFields(name, [{ field, message }])
}

export function wrongFields(name: 'INVALID_PARAMETER' | 'INVALID_BODY', errors: readonly FieldError[]): ORPCError<RestErrorName, unknown> {
  return refusal(name, errors.map(({ field, message }) => `${field}: ${message}`).join('; '), { errors })
}

/** What the desk refuses people, it refuses programs with the same words. Anything else is given back as it is. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof GestureError)) return error
  const { why, message } = error
  if (why.code === 'NOT_FOUND') return refusal('NOT_FOUND', message)
  if (why.code === 'AT_PROVIDER') return refusal('AT_PROVIDER', message, { url: why.url })
  const answer = byReason[why.reason]
  return answer ? answer(message) : error
}

/** Those that can be met with appointments; the others are about clients, team members and stages. */
const byReason: Partial<Record<RefusalReason, (message: string) => ORPCError<RestErrorName, unknown>>> = {
  replaced: (message) => refusal('APPOINTMENT_REPLACED', message),
  cancelled: (message) => refusal('APPOINTMENT_CANCELLED', message),
  'taken-back': (message) => refusal('NOTHING_TO_UNDO', message),
  'undo-of-undo': (message) => refusal('NOTHING_TO_UNDO', message),
  'host-gone': (message) => wrongField('INVALID_BODY', 'hostId', message),
  'client-gone': (message) => wrongField('INVALID_BODY', 'client.id', message),
}
