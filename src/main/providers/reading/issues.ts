import type { z } from 'zod'
import { PayloadError, type PayloadIssue } from '../provider.ts'

/**
 * Reads `value` by `schema`, or throws a PayloadError whose issues speak Pydantic 1's language.
 * @param loc where in the body `value` stands.
 */
export function readShape<T extends z.ZodType>(
  schema: T,
  value: unknown,
  { providerEvent = null, loc = [] }: { providerEvent?: string | null; loc?: readonly (string | number)[] } = {},
): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.map((issue) => toPayloadIssue(issue, value, loc))
  throw new PayloadError(issues, providerEvent)
}

/** One missing or wrong member, where no schema can say it. */
export function fieldMissing(...path: (string | number)[]): PayloadIssue {
  return { loc: ['body', ...path], msg: 'field required', type: 'value_error.missing' }
}

type Told = Pick<PayloadIssue, 'msg' | 'type'>

function toPayloadIssue(issue: z.core.$ZodIssue, root: unknown, loc: readonly (string | number)[]): PayloadIssue {
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  const place = [...loc, ...path]
  return { loc: ['body', ...place], ...tell(issue, memberAt(root, path), place.length > 0) }
}

/** Clients of the clinic's contract compare these texts. Source: Pydantic 1's errors. */
function tell(issue: z.core.$ZodIssue, offered: unknown, isMember: boolean): Told {
  if (issue.code === 'custom') return { msg: issue.message, type: String(issue.params?.['type'] ?? 'value_error') }
  if (isMember && offered === undefined) return { msg: 'field required', type: 'value_error.missing' }
  if (isMember && offered === null) return { msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' }
  if (issue.code === 'invalid_type') return tellType(issue.expected)
  if (issue.code === 'invalid_value') {
    const permitted = issue.values.map((value) => `'${String(value)}'`).join(', ')
    return { msg: `value is not a valid enumeration member; permitted: ${permitted}`, type: 'type_error.enum' }
  }
  if (issue.code === 'too_small' && issue.origin === 'string')
    return { msg: `ensure this value has at least ${String(issue.minimum)} characters`, type: 'value_error.any_str.min_length' }
  if (issue.code === 'too_small')
    return {
      msg: `ensure this value is greater than ${issue.inclusive ? 'or equal to ' : ''}${String(issue.minimum)}`,
      type: issue.inclusive ? 'value_error.number.not_ge' : 'value_error.number.not_gt',
    }
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { msg: `ensure this value has at most ${String(issue.maximum)} characters`, type: 'value_error.any_str.max_length' }
  if (issue.code === 'too_big')
    return { msg: `ensure this value is less than or equal to ${String(issue.maximum)}`, type: 'value_error.number.not_le' }
  return { msg: issue.message, type: 'value_error' }
}

function tellType(expected: string): Told {
  if (expected === 'string') return { msg: 'str type expected', type: 'type_error.str' }
  if (expected === 'int' || expected === 'number') return { msg: 'value is not a valid integer', type: 'type_error.integer' }
  if (expected === 'array') return { msg: 'value is not a valid list', type: 'type_error.list' }
  return { msg: 'value is not a valid dict', type: 'type_error.dict' }
}

function memberAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string | number, unknown>)[part]
  }
  return value
}
