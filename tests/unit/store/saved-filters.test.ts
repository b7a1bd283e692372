import { expect, test } from 'vitest'
import { savedFilterSchema } from '../../../src/shared/contract/filters.ts'
import { listFilters, removeFilter, renameFilter, saveFilter } from '../../../src/main/store/saved-filters.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const value = { verdicts: ['failed'], search: '50 % “off”', fromMs: null, nested: { list: [1, 2] } }

test('a filter is kept by page and name, and comes back as it was, also after a restart', () => {
  const store = temporaryStore()
  saveFilter(store.write, { page: 'log', name: 'Refused', value })
  saveFilter(store.write, { page: 'log', name: 'accepted', value: {} })
  saveFilter(store.write, { page: 'calendar', name: 'Refused', value: { sources: null } })
  const { path } = store
  store.close()
  const again = openStore({ path, nowMs: NOON })
  const kept = listFilters(again.read, 'log').map((filter) => savedFilterSchema.parse(filter))
  again.close()
  expect(kept).toEqual([
    { id: 2, page: 'log', name: 'accepted', value: {} },
    { id: 1, page: 'log', name: 'Refused', value },
  ])
})

test('a filter of the same name on the same page is replaced, and what it was is told', () => {
  const store = temporaryStore()
  const first = saveFilter(store.write, { page: 'log', name: 'Mine', value })
  const second = saveFilter(store.write, { page: 'log', name: 'Mine', value: { search: 'x' } })
  expect([first, second, listFilters(store.read, 'log').map((filter) => filter.value)]).toEqual([
    { id: 1, replaced: null },
    { id: 1, replaced: value },
    [{ search: 'x' }],
  ])
})

test('a name that another filter of the page has is refused, its own and another page’s are not', () => {
  const store = temporaryStore()
  const { id } = saveFilter(store.write, { page: 'log', name: 'Mine', value: {} })
  saveFilter(store.write, { page: 'log', name: 'Yours', value: {} })
  saveFilter(store.write, { page: 'calendar', name: 'Elsewhere', value: {} })
  const outcomes = ['Yours', 'Mine', 'Elsewhere'].map((name) => renameFilter(store.write, id, name))
  expect([outcomes, listFilters(store.read, 'log').map(({ name }) => name)]).toEqual([
    ['taken', 'renamed', 'renamed'],
    ['Elsewhere', 'Yours'],
  ])
})

test('what is gone can be neither renamed nor removed', () => {
  const store = temporaryStore()
  const { id } = saveFilter(store.write, { page: 'log', name: 'Mine', value: {} })
  expect([removeFilter(store.write, id), removeFilter(store.write, id), renameFilter(store.write, id, 'x')]).toEqual([true, false, 'gone'])
})
