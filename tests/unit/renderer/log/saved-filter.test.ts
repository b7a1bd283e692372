import { expect, test } from 'vitest'
import { anything, readFilter } from '../../../../src/renderer/log/log-filter.ts'
import type { LogFilter } from '../../../../src/renderer/log/log-filter.ts'

test('a saved filter comes back as it was, after a way through JSON', () => {
  const filter: LogFilter = {
    ...anything,
    providers: ['calendly'],
    verdicts: ['failed'],
    httpStatus: 422,
    range: 'custom',
    fromMs: 5,
    search: 'x',
  }
  expect(readFilter(JSON.parse(JSON.stringify(filter)) as Record<string, unknown>)).toEqual(filter)
})

test.each([
  ['has nothing', {}],
  ['names what is no more', { providers: ['fax'], verdicts: ['maybe'], range: 'century' }],
  ['is of another kind', { providers: 'calendly', verdicts: 3, httpStatus: '200', range: null, fromMs: 'then', search: 7 }],
])('one that %s shows everything', (_name, saved) => {
  expect(readFilter(saved)).toEqual(anything)
})
