import type { ReactElement } from 'react'
import { Trans } from 'react-i18next'
import { createTranslator, languageFor, localeFor } from '../../shared/messages/translator.ts'
import type { Language, MessageKey, MessageValues, Translate, Translator } from '../../shared/messages/translator.ts'

let translator: Translator = createTranslator(languageFor(null, navigator.language))

/** The words of the window, in its language. Call it while rendering, never when a file is loaded: the language may change. */
export const t: Translate = (key, values) => translator.t(key, values)

/** Everything is rendered anew by app/app.tsx, which is keyed by the language. */
export function setLanguage(language: Language): void {
  if (translator.language !== language) translator = createTranslator(language)
}

export function presentLanguage(): Language {
  return translator.language
}

/** How dates and numbers are written beside the window's words; BCP 47. */
export function presentLocale(): string {
  return localeFor(translator.language, navigator.language)
}

/** A message with elements in it: `Opened by <link>delivery {{id}}</link>` with `parts={{ link: <Anchor … /> }}`. */
export function Words({ k, values = {}, parts }: { k: MessageKey; values?: MessageValues; parts: Readonly<Record<string, ReactElement>> }) {
  // As a plain string: of a union of a thousand keys, the types of Trans make more members than the compiler takes.
  const key: string = k
  return <Trans i18n={translator.i18n} t={translator.i18n.t} i18nKey={key} values={values} components={parts} />
}
