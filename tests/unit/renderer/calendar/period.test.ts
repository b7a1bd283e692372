import { describe, expect, test } from 'vitest'
import { clocksDiffer, dayOf, isAmbiguous, offsetText, weekStart } from '../../../../src/renderer/calendar/office-days.ts'
import { periodOf, stepDay } from '../../../../src/renderer/calendar/period.ts'

const berlin = { timeZone: 'Europe/Berlin', firstDayOfWeek: 1 }
const hour = 3_600_000

describe('what a view shows around a day', () => {
  test.each([
    ['day', '2024-11-21', '2024-11-21', '2024-11-22'],
    ['team', '2024-11-21', '2024-11-21', '2024-11-22'],
    ['week', '2024-11-24', '2024-11-18', '2024-11-25'],
    ['list', '2024-11-18', '2024-11-18', '2024-11-25'],
    ['month', '2024-11-21', '2024-10-28', '2024-12-02'],
    ['month', '2024-12-31', '2024-11-25', '2025-01-06'],
    ['month', '2021-02-10', '2021-02-01', '2021-03-01'],
  ] as const)('%s around %s is %s up to %s', (view, day, firstDay, endDay) => {
    const period = periodOf(view, day, berlin)
    expect([period.firstDay, period.endDay]).toEqual([firstDay, endDay])
  })

  test('a week may begin on Sunday', () => {
    expect([weekStart('2024-11-24', 0), weekStart('2024-11-23', 0), weekStart('2024-11-23', 6)]).toEqual([
      '2024-11-24',
      '2024-11-17',
      '2024-11-23',
    ])
  })

  test.each([
    ['Europe/Berlin', '2024-03-31', 23],
    ['Europe/Berlin', '2024-10-27', 25],
    ['America/New_York', '2024-03-10', 23],
    ['America/New_York', '2024-11-03', 25],
    ['Australia/Lord_Howe', '2024-10-06', 23.5],
    ['Australia/Lord_Howe', '2024-04-07', 24.5],
    ['Europe/Berlin', '2024-11-21', 24],
  ])('in %s the %s has %s hours', (timeZone, day, hours) => {
    const { startMs, endMs } = periodOf('day', day, { timeZone, firstDayOfWeek: 1 })
    expect([(endMs - startMs) / hour, dayOf(startMs, timeZone), dayOf(endMs - 1, timeZone)]).toEqual([hours, day, day])
  })

  test('one period on or back keeps the weekday, or the day of the month where the month has it', () => {
    expect([
      stepDay('day', '2024-12-31', 1),
      stepDay('team', '2024-03-01', -1),
      stepDay('week', '2024-11-21', 1),
      stepDay('list', '2024-11-21', -1),
      stepDay('month', '2024-01-31', 1),
      stepDay('month', '2024-01-15', -1),
    ]).toEqual(['2025-01-01', '2024-02-29', '2024-11-28', '2024-11-14', '2024-02-29', '2023-12-15'])
  })
})

describe('zones', () => {
  test('only the hour that the clocks show twice is ambiguous', () => {
    const times = [
      '2024-10-27T01:59+02:00',
      '2024-10-27T02:00+02:00',
      '2024-10-27T02:30+01:00',
      '2024-10-27T03:00+01:00',
      '2024-03-31T03:00+02:00',
    ]
    expect(times.map((time) => isAmbiguous(Date.parse(time), 'Europe/Berlin'))).toEqual([false, true, true, false, false])
  })

  test('an offset is written in hours, and minutes where there are any', () => {
    const at = Date.parse('2024-11-21T12:00:00Z')
    expect(
      ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'].map((zone) => offsetText(at, zone)),
    ).toEqual(['UTC+1', 'UTC−5', 'UTC+11', 'UTC+5:45', 'UTC'])
  })

  test('zones differ when their clocks do at that instant; an unknown zone differs from none', () => {
    const winter = Date.parse('2024-11-21T12:00:00Z')
    const betweenChanges = Date.parse('2024-10-30T12:00:00Z')
    expect([
      clocksDiffer(winter, 'Europe/Berlin', 'Europe/Paris'),
      clocksDiffer(winter, 'Europe/Berlin', 'America/New_York'),
      clocksDiffer(winter, 'Europe/Berlin', 'Mars/Olympus'),
      clocksDiffer(winter, 'Europe/Berlin', null),
      clocksDiffer(betweenChanges, 'America/New_York', 'America/Panama'),
      clocksDiffer(winter, 'America/New_York', 'America/Panama'),
    ]).toEqual([false, true, false, false, true, false])
  })
})
