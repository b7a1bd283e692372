import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from '../../../src/shared/messages/en/index.ts'
import { flatMessages } from './flat-messages.ts'
import { addNamed, type NamedMessages } from './named-messages.ts'

const sources = join(import.meta.dirname, '../../../src')

test('every message is said somewhere', () => {
  const named: NamedMessages = { whole: new Set(), patterns: new Map() }
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/u.test(name) || /messages.(en|de)\b/u.test(name)) continue
    const source = readFileSync(join(sources, name), 'utf8')
    // Whoever speaks has a translator or names a message for one; to read all the others takes three times as long.
    if (/\bt\(|MessageKey|<Words/u.test(source)) addNamed(name, source, named)
  }
  const patterns = [...named.patterns.values()]
  // A counted one is named without its number.
  const places = flatMessages(en).map(([key]) => key.replace(/_(one|other)$/u, ''))
  expect(places.filter((place) => !named.whole.has(place) && !patterns.some((pattern) => pattern.test(place)))).toEqual([])
})
