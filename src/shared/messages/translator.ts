import { createInstance } from 'i18next'
import { de } from './de/index.ts'
import { en } from './en/index.ts'

/** The languages that are complete. English is the one that the others are checked against. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** In their own words: who cannot read the present language has to find their own. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' }

type Catalogue = typeof en

type Keys<Branch, Path extends string = ''> = {
  [Name in keyof Branch & string]: Branch[Name] extends string ? Singular<`${Path}${Name}`> : Keys<Branch[Name], `${Path}${Name}.`>
}[keyof Branch & string]
type Singular<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key

/** A message's place in the catalogue: `today.toSettle`. Of a counted one, without `_one` and `_other`. */
export type MessageKey = Keys<Catalogue>

/** What a message has gaps for: `{{name}}`. `count` also chooses between one and many. */
export type MessageValues = Readonly<Record<string, string | number>>

/** The message in one language. A key that the catalogue does not have does not compile. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

export interface Translator {
  readonly language: Language
  readonly t: Translate
  /** For components that put elements into a message. */
  readonly i18n: ReturnType<typeof createInstance>
}

const catalogues: Record<Language, Catalogue> = { en, de }

/** `{{amount, number}}` is written by the language's habit; `{{name, lowercase}}` in lower case. */
export function createTranslator(language: Language): Translator {
  const i18n = createInstance()
  void i18n.init({
    lng: language,
    resources: Object.fromEntries(languages.map((each) => [each, { translation: catalogues[each] }])),
    initAsync: false,
    // The window escapes by itself, and everything else is plain text.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  // English writes a name within a sentence in lower case where German does not: "Close delivery", „Zustellung schließen“.
  i18n.services.formatter?.addCached('lowercase', (locale) => (value: unknown) => String(value).toLocaleLowerCase(locale))
  return { language, i18n, t: (key, values) => i18n.t(key, { ...values }) }
}

/** The language to use: the one that was chosen, else the system's where it is complete, else English. @param locale BCP 47, such as `de-AT`. */
export function languageFor(chosen: Language | null, locale: string): Language {
  return chosen ?? languages.find((language) => locale.toLowerCase().split('-')[0] === language) ?? 'en'
}

/** Where the system's region has the language as one of its own, its habits count: dates, and the signs in numbers. */
const regions: Record<Language, { readonly usual: string; readonly others: readonly string[] }> = {
  en: { usual: 'en-GB', others: [] },
  de: { usual: 'de-DE', others: ['AT', 'BE', 'CH', 'LI', 'LU'] },
}

/** How dates and numbers are written beside words of this language. @param systemLocale BCP 47; returns the same form. */
export function localeFor(language: Language, systemLocale: string): string {
  const system = new Intl.Locale(systemLocale)
  if (system.language === language) return systemLocale
  const { usual, others } = regions[language]
  return system.region && others.includes(system.region) ? `${language}-${system.region}` : usual
}
