import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMatcher, redactJson, redacted, writtenAs } from '../../../src/main/store/identity.ts'

const word = fc.string({ unit: fc.constantFrom(...'abcxyzäöüßéñłøžабвλ漢'), minLength: 2, maxLength: 8 })
const person = fc.record({
  name: fc.tuple(word, word).map((words) => words.join(' ')),
  email: fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9.]{1,8}[a-z]$/), fc.stringMatching(/^[a-z]{3,8}$/))
    .map(([local, host]) => `${local}@${host}.example`),
})

test('a person is found, and taken out, however their name and address are written', () => {
  fc.assert(
    fc.property(person, ({ name, email }) => {
      const matcher = createMatcher({ emails: [email], names: [name], phones: [] })
      for (const written of [name, email].flatMap(writtenAs)) {
        const text = `{"note":"for ${written}, please"}`
        expect([matcher.find(text) === null, matcher.redact(text)]).toEqual([false, `{"note":"for ${redacted}, please"}`])
      }
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['within a longer address', 'mary-jane@a.example', null],
  ['before a longer host', 'jane@a.example.org', null],
  ['at the end of a sentence', 'Write to jane@a.example.', 'email'],
  ['within a longer name', 'Mary-Jane Doering', null],
  ['with other blanks', 'Jane\u00a0  Doe', 'name'],
  ['a number with blanks and a country', '+49 (7731) 55-409', 'phone'],
  ['a number within a longer one', '1497731554090', null],
])('%s', (_case, text, trait) => {
  const matcher = createMatcher({ emails: ['jane@a.example'], names: ['Jane Doe'], phones: ['49773155409'] })
  expect(matcher.find(text)).toBe(trait)
})

test.each([
  'Jürgen Müller',
  'JÜRGEN MÜLLER',
  'J\\u00fcrgen M\\u00FCller',
  'J\\u00dcRGEN M\\u00DCLLER',
  'J%C3%BCrgen+M%c3%bcller',
  'Ju\u0308rgen Mu\u0308ller',
])('as %s', (text) => {
  expect(createMatcher({ emails: [], names: ['Jürgen Müller'], phones: [] }).redact(`x ${text} x`)).toBe(`x ${redacted} x`)
})

test('nobody is found where nothing is known of them', () => {
  const matcher = createMatcher({ emails: [], names: [], phones: [] })
  expect([matcher.find('anything'), matcher.redact('anything')]).toEqual([null, 'anything'])
})

test('of a list the element with their address goes whole, of a text only what names them', () => {
  const identity = { emails: ['jane@a.example'], names: ['Jane Doe'], phones: [] }
  const state = {
    attendees: [
      { email: 'Jane@A.example', name: 'J.' },
      { email: 'bob@a.example', name: 'Bob' },
    ],
    notes: 'Jane Doe comes with Bob',
  }
  expect(JSON.parse(redactJson(JSON.stringify(state), identity, createMatcher(identity)))).toEqual({
    attendees: [{ email: 'bob@a.example', name: 'Bob' }],
    notes: '[erased] comes with Bob',
  })
})
