import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { safeName, writeNew } from '../../../src/main/shell/file-names.ts'
import { temporaryFolder } from '../../support/temporary.ts'

test.each([
  ['Deskbell 2026-11-21 Anna Berg', 'Deskbell 2026-11-21 Anna Berg'],
  ['../../etc/passwd', 'etc passwd'],
  ['..\\..\\Windows', 'Windows'],
  ['a:b*c?"d"<e>|f', 'a b c d e f'],
  ['  ends with dots...  ', 'ends with dots'],
  ['line\nbreak\u0000and nul', 'line break and nul'],
  ['...', 'Deskbell'],
  ['con', 'Deskbell'],
  ['Ärztin Müller 李', 'Ärztin Müller 李'],
])('%j becomes a name that every file system takes', (wanted, name) => {
  expect(safeName(wanted)).toBe(name)
})

test('a long name is cut between letters, not within one', () => {
  const name = safeName('👩‍⚕️'.repeat(80))
  expect([...name]).toHaveLength(60)
  expect(() => encodeURIComponent(name)).not.toThrow()
})

test('a file that is there is never replaced', async () => {
  const folder = temporaryFolder()
  for (const text of ['first', 'second', 'third']) await writeNew(folder, 'Day', 'pdf', Buffer.from(text))
  expect(Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]))).toEqual({
    'Day.pdf': 'first',
    'Day (2).pdf': 'second',
    'Day (3).pdf': 'third',
  })
})
