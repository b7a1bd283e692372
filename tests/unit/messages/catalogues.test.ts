import { describe, expect, test } from 'vitest'
import { de } from '../../../src/shared/messages/de/index.ts'
import { en } from '../../../src/shared/messages/en/index.ts'
import { createTranslator, languageFor, localeFor } from '../../../src/shared/messages/translator.ts'
import { flatMessages } from './flat-messages.ts'

const [english, german] = [flatMessages(en), flatMessages(de)]
const germanByKey = new Map(german)
/** `{{count, number}}` is a gap named count; `<who/>` is an element named who. */
const gapsOf = (text: string): string[] => [...new Set([...text.matchAll(/\{\{-?\s*(\w+)/gu)].map(([, name]) => name ?? ''))].sort()
const elementsOf = (text: string): string[] => [...text.matchAll(/<\/?(\w+)\s*\/?>/gu)].map(([tag]) => tag.replaceAll(' ', '')).sort()

describe('the catalogues', () => {
  test('have the same messages', () => {
    expect(german.map(([key]) => key).sort()).toEqual(english.map(([key]) => key).sort())
  })

  test('have the same gaps and elements in each message', () => {
    const differing = english.filter(([key, text]) => {
      const other = germanByKey.get(key) ?? ''
      return gapsOf(text).join() !== gapsOf(other).join() || elementsOf(text).join() !== elementsOf(other).join()
    })
    expect(differing.map(([key]) => key)).toEqual([])
  })

  test('leave no message empty, and none with blanks around it that a person would not see', () => {
    const bad = [...english, ...german].filter(([, text]) => text.trim() === '' || text.endsWith('  ') || text.startsWith('  '))
    expect(bad).toEqual([])
  })

  test('have both numbers of each counted message', () => {
    const keys = new Set(english.map(([key]) => key))
    const halves = [...keys].filter((key) => key.endsWith('_one') && !keys.has(key.replace(/_one$/u, '_other')))
    const others = [...keys].filter((key) => key.endsWith('_other') && !keys.has(key.replace(/_other$/u, '_one')))
    expect([...halves, ...others]).toEqual([])
  })

  test('say nothing in German with English quotation marks or the English word for it', () => {
    const words = /[“][^”]*[”]|\b(the|appointment|appointments|delivery|could not|please|you)\b/iu
    // Code and the names of things at the provider's stay what they are there.
    const told = german.map(([key, text]) => [key, text.replaceAll(/<code>.*?<\/code>|\{\{.*?\}\}/gu, '')] as const)
    expect(told.filter(([, text]) => words.test(text)).map(([key]) => key)).toEqual([])
  })
})

describe('a message', () => {
  const { t } = createTranslator('en')
  const german = createTranslator('de')

  test('is one or many, with its number written as the language does', () => {
    expect([t('ui.deliveries', { count: 1 }), t('ui.deliveries', { count: 12_345 }), german.t('ui.deliveries', { count: 12_345 })]).toEqual(
      ['1 delivery', '12,345 deliveries', '12.345 Zustellungen'],
    )
  })

  test('takes what fills its gaps as it is: nothing in it is a gap, a key or markup', () => {
    const name = '{{count}} $t(ui.close) <b>&'
    expect(t('app.palette.nothing', { text: name })).toBe(`Nothing fits “${name}”`)
  })

  test('writes a name within a sentence in lower case only where the language does', () => {
    expect([t('ui.drawer.closeNamed', { name: 'Delivery' }), german.t('ui.drawer.closeNamed', { name: 'Zustellung' })]).toEqual([
      'Close delivery',
      'Zustellung schließen',
    ])
  })
})

test.each([
  [null, 'de-AT', 'de'],
  [null, 'en-US', 'en'],
  [null, 'fr-FR', 'en'],
  ['en', 'de-DE', 'en'],
  ['de', 'fr-FR', 'de'],
] as const)('chosen %s on a system in %s, the window speaks %s', (chosen, system, language) => {
  expect(languageFor(chosen, system)).toBe(language)
})

test.each([
  ['de', 'de-AT', 'de-AT'],
  ['de', 'fr-CH', 'de-CH'],
  ['de', 'en-US', 'de-DE'],
  ['en', 'en-US', 'en-US'],
  ['en', 'de-DE', 'en-GB'],
] as const)('words in %s on a system in %s are written beside the dates of %s', (language, system, locale) => {
  expect(localeFor(language, system)).toBe(locale)
})
