import { expect, test } from 'vitest'
import { appointmentStatuses, sources } from '../../../../src/shared/words.ts'
import { isFiltered, noFilters, passesHosts, statusesShown, toQuery, toggled } from '../../../../src/renderer/calendar/filters.ts'
import type { CalendarFilters } from '../../../../src/renderer/calendar/filters.ts'

const period = { startMs: Date.parse('2024-11-21T00:00Z'), endMs: Date.parse('2024-11-22T00:00Z') }

test('without a choice everything is asked for but what was replaced, from a day earlier on', () => {
  expect(toQuery(noFilters, '  ', period)).toEqual({
    startMs: Date.parse('2024-11-20T00:00Z'),
    endMs: period.endMs,
    sources: null,
    types: null,
    statuses: appointmentStatuses.filter((status) => status !== 'superseded'),
    hostIds: null,
    search: null,
  })
})

test('what is chosen is asked for, words that this version does not know are dropped', () => {
  const remembered = { sources: ['calendly', 'carrier-pigeon'], types: ['visit'], statuses: ['cancelled', 'teleported'], hosts: [4, 7] }
  expect(toQuery(remembered as unknown as CalendarFilters, ' Jane ', period)).toEqual({
    startMs: Date.parse('2024-11-20T00:00Z'),
    endMs: period.endMs,
    sources: ['calendly'],
    types: ['visit'],
    statuses: ['cancelled'],
    hostIds: [4, 7],
    search: 'Jane',
  })
})

test('appointments without a host are sifted here, because the desk cannot be asked for them', () => {
  const filters: CalendarFilters = { ...noFilters, hosts: [4, 'none'] }
  expect(toQuery(filters, '', period).hostIds).toBeNull()
  expect([[], [4], [5], [5, 4]].map((hostIds) => passesHosts({ hostIds }, filters.hosts))).toEqual([true, true, false, true])
  expect([[], [4]].map((hostIds) => passesHosts({ hostIds }, null))).toEqual([true, true])
  expect(passesHosts({ hostIds: [] }, [4])).toBe(false)
})

test('a word is turned off and on; all of them, and none of them, are "all" again', () => {
  const off = toggled(null, 'cal-com', sources)
  expect(off).toEqual(['calendly', 'smart-scheduler', 'healthcare', 'google-calendar', 'manual'])
  expect(toggled(off, 'cal-com', sources)).toBeNull()
  expect(toggled(['calendly'], 'calendly', sources)).toBeNull()
})

test('cancelled and replaced appointments are shown as chosen, and always when their status is asked for by name', () => {
  const all = [...appointmentStatuses]
  expect([
    statusesShown(noFilters),
    statusesShown({ ...noFilters, showMoved: true }),
    statusesShown({ ...noFilters, showCancelled: false }),
    statusesShown({ ...noFilters, showCancelled: false, statuses: ['superseded', 'cancelled'] }),
  ]).toEqual([
    all.filter((status) => status !== 'superseded'),
    all,
    all.filter((status) => status !== 'superseded' && status !== 'cancelled'),
    ['cancelled', 'superseded'],
  ])
})

test('showing replaced appointments hides nothing, anything that is hidden counts as filtered', () => {
  expect([
    isFiltered(noFilters, ' '),
    isFiltered({ ...noFilters, showMoved: true }, ''),
    isFiltered({ ...noFilters, showCancelled: false }, ''),
    isFiltered({ ...noFilters, sources: ['calendly'] }, ''),
    isFiltered(noFilters, 'x'),
  ]).toEqual([false, false, true, true, true])
})
