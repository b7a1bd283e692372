import { expect, test } from 'vitest'
import { everybody, isEverybody, readLook, toClientFilter } from '../../../../src/renderer/people/client-look.ts'

test('a saved filter that another version wrote keeps what is known here', () => {
  expect(readLook({ search: 'jane', stages: ['lost', 'unheard-of'], sources: 'manual', order: 'colour', more: 1 })).toEqual({
    search: 'jane',
    stages: ['lost'],
    sources: [],
    order: 'name',
  })
  const look = { search: 'x', stages: ['lead'], sources: ['manual'], order: 'seen' } as const
  expect(readLook(look)).toEqual(look)
})

test('nothing chosen filters nothing out', () => {
  expect(toClientFilter(everybody)).toEqual({ search: '', stages: null, sources: null })
  expect(toClientFilter({ ...everybody, search: '  jane ', stages: ['lead'] })).toEqual({ search: 'jane', stages: ['lead'], sources: null })
  expect([isEverybody({ ...everybody, search: ' ', order: 'seen' }), isEverybody({ ...everybody, stages: ['lead'] })]).toEqual([
    true,
    false,
  ])
})
