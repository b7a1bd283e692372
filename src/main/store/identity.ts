/** By what one person is recognised in texts. */
export interface Identity {
  /** Lower case. */
  readonly emails: readonly string[]
  /** As written; only such as nobody takes for a word: of two words and more. */
  readonly names: readonly string[]
  /** Digits only, seven and more. */
  readonly phones: readonly string[]
}

export type Trait = 'email' | 'name' | 'phone'

export interface Matcher {
  /** The surest trait that the text has of the person; null: none. */
  find(text: string): Trait | null
  /** The text without it. */
  redact(text: string): string
}

/** Takes the place of what was erased within a text that stays. */
export const redacted = '[erased]'

/** Between the digits of a number as people and providers write it. */
const separators = String.raw`[\s\u00a0\u202f()./-]{0,3}`

/** Recognises one person in plain text, in JSON and in addresses, in any case. An identity that is empty is found nowhere. */
export function createMatcher({ emails, names, phones }: Identity): Matcher {
  // Not within a longer address: jane@a.example is not in mary-jane@a.example.
  const email = pattern(emails.flatMap(writtenAs), String.raw`(?<![\w.%+-])`, String.raw`(?![\w-]|\.\w)`)
  const name = pattern(names.flatMap(writtenAs), String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`)
  const phone = compile(
    phones.map((digits) => [...digits].join(separators)),
    String.raw`(?<!\d)(?:\+|00)?`,
    String.raw`(?!\d)`,
  )
  const known = [
    ['email', email],
    ['name', name],
    ['phone', phone],
  ] as const
  return {
    find(text) {
      for (const [trait, expression] of known) if (expression !== null && text.search(expression) !== -1) return trait
      return null
    },
    redact: (text) => known.reduce((rest, [, expression]) => (expression === null ? rest : rest.replace(expression, redacted)), text),
  }
}

/** As it stands in JSON that escapes what is not ASCII, and in addresses; in each case, for an escape has none. */
export function writtenAs(text: string): string[] {
  return [...new Set([text, text.toLowerCase(), text.toUpperCase()].flatMap(spellings))]
}

function spellings(text: string): string[] {
  const escaped = (digits: (code: string) => string): string =>
    text.replaceAll(/[^\u0020-\u007e]/gu, (letter) =>
      Array.from({ length: letter.length }, (_each, at) => `\\u${digits(letter.charCodeAt(at).toString(16).padStart(4, '0'))}`).join(''),
    )
  const addressed = encodeURIComponent(Buffer.from(text).toString())
  return [
    text,
    text.normalize('NFC'),
    text.normalize('NFD'),
    JSON.stringify(text).slice(1, -1),
    escaped((code) => code),
    escaped((code) => code.toUpperCase()),
    addressed,
    addressed.replaceAll('%20', '+'),
  ]
}

/** What stands around it is said once and not of each spelling: a class of all letters is long, and is compiled as often as it stands there. */
function pattern(texts: readonly string[], before: string, after: string): RegExp | null {
  const spelled = texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s+`))
  return compile([...new Set(spelled)], before, after)
}

function compile(alternatives: readonly string[], before: string, after: string): RegExp | null {
  return alternatives.length === 0 ? null : new RegExp(`${before}(?:${alternatives.join('|')})${after}`, 'giu')
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * A state or a line of the history without the person: lists lose the elements that carry one of their addresses, such as attendees, and
 * what is left of them in texts is redacted.
 */
export function redactJson(text: string, { emails }: Identity, matcher: Matcher): string {
  const without = (value: Json): Json => {
    if (typeof value === 'string') return matcher.redact(value)
    if (value === null || typeof value !== 'object') return value
    if (isList(value)) return value.filter((each) => !isTheirs(each)).map(without)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [matcher.redact(name), without(each)]))
  }
  const isTheirs = (value: Json): boolean =>
    typeof value === 'object' &&
    value !== null &&
    !isList(value) &&
    typeof value.email === 'string' &&
    emails.includes(value.email.toLowerCase())
  return JSON.stringify(without(JSON.parse(text) as Json))
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
