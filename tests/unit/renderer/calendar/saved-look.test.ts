import { expect, test } from 'vitest'
import { noFilters } from '../../../../src/renderer/calendar/filters.ts'
import { readSavedLook, savedLookOf } from '../../../../src/renderer/calendar/saved-look.ts'

test('a saved filter comes back as it was, after a way through JSON', () => {
  const saved = savedLookOf({ ...noFilters, sources: ['calendly'], hosts: [3, 'none'], showCancelled: false }, ' jane ')
  expect(readSavedLook(JSON.parse(JSON.stringify(saved)) as Record<string, unknown>)).toEqual({
    ...noFilters,
    sources: ['calendly'],
    hosts: [3, 'none'],
    showCancelled: false,
    search: 'jane',
  })
})

test.each([
  ['has nothing', {}],
  ['names what is no more', { sources: ['fax'], types: ['séance'], statuses: ['lost'], hosts: ['all'] }],
  ['is of another kind', { sources: 'calendly', hosts: { id: 1 }, showCancelled: 'yes', showMoved: 1, search: null }],
])('one that %s hides nothing', (_name, saved) => {
  expect(readSavedLook(saved)).toEqual({ ...noFilters, search: '' })
})
