/** What of zod's issues says what is expected. */
export interface Expectation {
  readonly message: string
  readonly code?: string | undefined
  readonly origin?: string | undefined
  readonly minimum?: number | bigint | undefined
  readonly maximum?: number | bigint | undefined
  readonly expected?: string | undefined
  readonly values?: readonly unknown[] | undefined
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** What is expected, as a schema of ours says it; where it says nothing, zod's own sentence in the words of the others. */
export function worded({ message, code, origin, minimum, maximum, expected = '', values = [] }: Expectation): string {
  if (!/^(?:Too (?:small|big):|Invalid (?:input|option):)/.test(message)) return message
  const unit = origin === 'string' ? ' characters' : origin === 'array' ? ' of them' : ''
  if (code === 'too_small') return minimum === 1 && origin === 'string' ? 'not empty' : `at least ${minimum}${unit}`
  if (code === 'too_big') return `at most ${maximum}${unit}`
  if (code === 'invalid_value') return `one of ${values.join(', ')}`
  return kinds[expected] ?? message
}
