import { expect, test } from 'vitest'
import { ApiError } from '../../../src/main/pull/http.ts'
import { failureOf } from '../../../src/main/pull/read-provider.ts'

const logged = (status: number | null, word: string | null) =>
  failureOf('reading', 'calendly', new ApiError({ outcome: 'failed', status, word }))['word']

test.each(['Invalid Argument', 'Permission Denied', 'BAD_REQUEST', 'TokenExpiredException', 'NOT_FOUND'])(
  'the provider’s word %s is logged',
  (word) => {
    expect(logged(400, word)).toBe(word)
  },
)

test.each(['Jane Doe', 'jane.doe@example.com', '+49 30 901740', 'Jane Doe is unknown', 'JaneDoeException\n', '<b>'])(
  'what could be about a person, such as %j, is not',
  (word) => {
    expect(logged(400, word)).toBe('another word')
  },
)

test('the network’s own word is logged, for nobody else said it', () => {
  expect([logged(null, 'ECONNREFUSED'), logged(null, 'timed out'), logged(500, null)]).toEqual(['ECONNREFUSED', 'timed out', null])
})
