import type { FastifyRequest } from 'fastify'
import { createTranslator, languages, type Language, type Translate } from '../../shared/messages/translator.ts'

/** How the visitor reads. */
export interface Visitor {
  readonly language: Language
  /** BCP 47, with the visitor's region where they tell it: by it dates are written. */
  readonly locale: string
  readonly t: Translate
}

const translators = new Map(languages.map((language) => [language, createTranslator(language).t]))
/** English without a region is written as most of the web writes it. */
const usualLocales: Record<Language, string> = { en: 'en-US', de: 'de-DE' }
/** Nobody lists more; a header may have thousands. */
const mostTags = 20

/**
 * The first language of `Accept-Language` that we have, by its weights (RFC 9110, 12.5.4). @param office what counts where we have none of them.
 */
export function visitorOf({ headers }: Pick<FastifyRequest, 'headers'>, office: Language): Visitor {
  const wanted = (headers['accept-language'] ?? '')
    .split(',', mostTags)
    .map(readTag)
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  for (const { tag } of wanted) {
    const language = languages.find((each) => each === tag.toLowerCase().split('-')[0])
    if (language !== undefined)
      return { language, locale: tag.includes('-') ? localeOf(tag, language) : usualLocales[language], t: translators.get(language)! }
  }
  return { language: office, locale: usualLocales[office], t: translators.get(office)! }
}

function readTag(text: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 }
}

/** Language and region alone: extensions could ask for other calendars and digits than the words around them. */
function localeOf(tag: string, language: Language): string {
  try {
    const { region } = new Intl.Locale(tag)
    return region === undefined ? usualLocales[language] : `${language}-${region}`
  } catch {
    return usualLocales[language]
  }
}

/** True: a browser loads it ahead, or something else than a person's browser shows it; nothing may be spent on it. */
export function isAhead({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  const purposes = [headers['sec-purpose'], headers['purpose'], headers['x-moz'], headers['x-purpose']].flat().join(' ').toLowerCase()
  if (method !== 'GET' || /prefetch|prerender|preview/.test(purposes)) return true
  const destination = headers['sec-fetch-dest']
  // Older browsers do not tell, nor do those that reach us by http from another machine.
  return destination !== undefined && destination !== 'document'
}
