import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../../src/main/providers/reading/instant.ts'
import { passAlong } from '../../../src/main/providers/reading/pass-along.ts'
import { cleanEmail, cleanLine, cleanParagraph, cleanUrl, isFitForId } from '../../../src/main/providers/reading/text.ts'
import { isKnownTimeZone } from '../../../src/main/providers/reading/time-zone.ts'

describe('an instant', () => {
  const accepted: [string, string][] = [
    ['2026-03-05T14:00:00Z', '2026-03-05T14:00:00.000Z'],
    ['2026-03-05T14:00:00.5Z', '2026-03-05T14:00:00.500Z'],
    ['2026-03-05T14:31:07.123456Z', '2026-03-05T14:31:07.123Z'],
    ['2026-03-05T14:31:07.999999999Z', '2026-03-05T14:31:07.999Z'],
    ['2026-03-09T08:30:00-04:00', '2026-03-09T12:30:00.000Z'],
    ['2026-03-09T08:30:00+05:30', '2026-03-09T03:00:00.000Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['2026-12-31T23:59:59-00:00', '2026-12-31T23:59:59.000Z'],
  ]
  test.each(accepted)('%s is %s', (text, iso) => {
    expect(new Date(parseInstant(text) ?? Number.NaN).toISOString()).toBe(iso)
  })

  const refused = [
    '',
    '2026-03-05',
    '2026-03-05T14:00Z',
    '2026-03-05T14:00:00',
    '2026-03-05 14:00:00Z',
    '2026-03-05t14:00:00z',
    '2026-03-05T14:00:00.Z',
    '2026-03-05T14:00:00,5Z',
    '2026-03-05T14:00:00+0100',
    '2026-03-05T14:00:00+01',
    '2026-03-05T14:00:00+24:00',
    '2026-03-05T14:00:00+01:60',
    '2026-03-05T24:00:00Z',
    '2026-03-05T23:60:00Z',
    '2026-03-05T23:59:60Z',
    '2026-02-29T10:00:00Z',
    '2100-02-29T10:00:00Z',
    '2026-04-31T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-00-10T10:00:00Z',
    '2026-01-00T10:00:00Z',
    '+012026-01-01T10:00:00Z',
    '9999-12-31T23:30:00-05:00',
    '0000-01-01T00:30:00+01:00',
    ' 2026-03-05T14:00:00Z',
    '2026-03-05T14:00:00Z\n',
    '٢٠٢٦-٠٣-٠٥T14:00:00Z',
    '1772719200',
    '2026-01-11T...',
  ]
  test.each(refused)('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull()
  })
})

describe('text for people', () => {
  const lines: [string, string | null][] = [
    ['Ana Ortiz', 'Ana Ortiz'],
    ['  two  \n lines ', 'two lines'],
    ['李小龍 Zoë', '李小龍 Zoë'],
    ['👩‍👧 family', '👩‍👧 family'],
    ['safe\u202egnp.exe', 'safegnp.exe'],
    ['\u2067turned\u2069', 'turned'],
    ['\u001b[31mred\u0000', '[31mred'],
    ['half \ud83d', 'half'],
    ['עברית\u200f', 'עברית\u200f'],
    [' \t ', null],
    ['', null],
  ]
  test.each(lines)('%j on one line is %j', (text, cleaned) => {
    expect(cleanLine(text, 100)).toBe(cleaned)
  })

  test('of several lines keeps them', () => {
    expect(cleanParagraph(' first\r\n\tsecond\u0007 ', 100)).toBe('first\n\tsecond')
  })

  test('too long is cut, and never through a character', () => {
    expect([cleanLine('a'.repeat(20), 10), cleanLine(`${'a'.repeat(9)}🙂`, 10)]).toEqual(['a'.repeat(10), 'a'.repeat(9)])
  })
})

test('e-mails are kept as they are written, or not at all', () => {
  const offered = ['Ana@Example.com', ' ana@example.com ', 'ana', 'a@b@c', 'ana ortiz@example.com', '@', `${'a'.repeat(320)}@example.com`]
  expect(offered.map(cleanEmail)).toEqual(['Ana@Example.com', 'ana@example.com', null, null, null, null, null])
})

describe('a link', () => {
  const links: [string, string | null][] = [
    ['https://zoom.us/j/1?pwd=a%20b&x=~1', 'https://zoom.us/j/1?pwd=a%20b&x=~1'],
    ['http://example.com', 'http://example.com/'],
    [' HTTPS://EXAMPLE.com/A ', 'https://example.com/A'],
    ['https://example.com/a/../b', 'https://example.com/b'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example/'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt://https://example.com', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['//example.com/', null],
    ['https://user@evil.example/', null],
    ['https://user:word@evil.example/', null],
    ['https://1.2.3.4.5/', null],
    ['https://[::', null],
    ['https://', null],
    [`https://example.com/${'a'.repeat(2048)}`, null],
  ]
  test.each(links)('%j is %j', (text, link) => {
    expect(cleanUrl(text)).toBe(link)
  })
})

test('an identifier is fit or not, and never altered', () => {
  expect(['A12345', 'ß 李 🙂', 'a\u0000', 'a\nb', '\ud800', 'a\u202eb'].map(isFitForId)).toEqual([true, true, false, false, false, false])
})

describe('what is passed along', () => {
  test('keeps plain data, cleaned', () => {
    expect(passAlong({ ref: 'CRM-1\u0000', n: 1.5, yes: true, none: null, list: ['a', { b: 'c\u202e' }] })).toEqual({
      ref: 'CRM-1',
      n: 1.5,
      yes: true,
      none: null,
      list: ['a', { b: 'c' }],
    })
  })

  test('leaves out what would reach the prototype, what is too deep and what is no data', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown
    const kept = passAlong({ deep, ...(JSON.parse('{"__proto__":{"x":1}}') as object), nan: Number.NaN, call: () => 1 })
    expect(Object.keys(kept)).toEqual(['deep'])
    expect(JSON.stringify(kept).length).toBeLessThan(100)
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype)
  })

  test.each([null, undefined, 'text', 1, ['a']])('of %j is nothing', (value) => {
    expect(passAlong(value)).toEqual({})
  })
})

test('time zones are those that this runtime can calculate with', () => {
  expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', '', 'Europe/Berlin'.repeat(10)].map(isKnownTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
