import { readFileSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Change } from '../../../src/main/ingest/change.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { PayloadError, type Provider } from '../../../src/main/providers/provider.ts'
import { appointmentDetailsSchema, attendeeSchema, cancellationSchema } from '../../../src/shared/appointment.ts'
import { changeKinds, signingProviderIds } from '../../../src/shared/words.ts'
import { contextOf } from './support.ts'

const patch = appointmentDetailsSchema.omit({ attendees: true }).partial()
const instant = z.number().int().nullable()
const key = z.string().min(1)

/** Whatever a provider sends, changes have exactly this shape: everything behind the reader trusts it. */
const changeSchema = z.discriminatedUnion('about', [
  z.strictObject({
    about: z.literal('appointment'),
    source: z.enum(signingProviderIds),
    externalId: key,
    kind: z.enum(changeKinds),
    providerEvent: z.string(),
    happenedAtMs: instant,
    details: patch,
    fallback: patch.optional(),
    attendees: z.array(attendeeSchema.omit({ active: true, noShow: true })).optional(),
    attendeesAreAll: z.boolean().optional(),
    leaving: z.array(key).optional(),
    noShows: z.array(z.strictObject({ who: key, noShow: z.boolean() })).optional(),
    cancellation: cancellationSchema.optional(),
    byClock: z.boolean().optional(),
    revives: z.boolean().optional(),
    supersedes: key.optional(),
    supersededBy: key.optional(),
  }),
  z.strictObject({
    about: z.literal('lead'),
    source: z.enum(signingProviderIds),
    externalId: key,
    providerEvent: z.string(),
    happenedAtMs: instant,
    email: z.string().nullable(),
    name: z.string().nullable(),
    answers: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
    metadata: z.record(z.string(), z.unknown()),
  }),
])

/** The changes, or the issues of a PayloadError; anything else that is thrown fails the test. */
function attempt(provider: Provider, body: unknown): readonly Change[] | 'refused' {
  try {
    const reading = provider.read(body, contextOf({ rawBody: Buffer.from('x'), signedAtMs: 1_772_722_800_000, messageId: 'msg_1' }))
    for (const change of reading.changes) changeSchema.parse(change)
    expect(reading.deliveryKey.length).toBeGreaterThan(0)
    return reading.changes
  } catch (error) {
    if (error instanceof PayloadError && error.issues.length > 0) return 'refused'
    throw error
  }
}

const folder = (provider: Provider) => new URL(`../../fixtures/${provider.id}/`, import.meta.url)

function samplesOf(provider: Provider): { file: string; body: unknown }[] {
  return readdirSync(folder(provider))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ file, body: JSON.parse(readFileSync(new URL(file, folder(provider)), 'utf8')) as unknown }))
}

type Path = (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    path,
    ...Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, Array.isArray(value) ? Number(name) : name])),
  ]
}

function replaceAt(body: unknown, path: Path, replacement: unknown): unknown {
  if (path.length === 0) return replacement
  const copy = structuredClone(body)
  const holder = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>((at, part) => at[part] as Record<string, unknown>, copy as Record<string, unknown>)
  holder[path.at(-1)!] = replacement
  return copy
}

function nested(depth: number): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value }
  return value
}

const hostileValues: [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['true', true],
  ['zero', 0],
  ['a negative number', -1],
  ['an enormous number', 1e308],
  ['NaN', Number.NaN],
  ['an empty text', ''],
  ['a blank text', ' \t\n'],
  ['a text', 'text'],
  ['a long text', 'a'.repeat(200_000)],
  ['blanks without end', ' '.repeat(200_000)],
  ['a mark that turns the direction of text', 'safe\u202egnp.exe'],
  ['controls and half a character', '\u0000\u0007\u001b[31m\ud800'],
  ['a link that runs', 'javascript:alert(1)'],
  ['a link with a user', 'https://calendly.com@evil.example/'],
  ['a link that is none', 'https://[::'],
  ['a date that is none', '2026-02-30T10:00:00Z'],
  ['a date without zone', '2026-02-20T10:00:00'],
  ['an empty list', []],
  ['a list of everything', [null, 1, 'x', {}, [], true]],
  ['an empty object', {}],
  [
    'an object with names of the prototype',
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1}'),
  ],
  ['deep nesting', nested(5_000)],
]

/** fast-check prints what it tries, and cannot print what is too deep. */
const shallowValues = hostileValues.flatMap(([name, value]) => (name === 'deep nesting' ? [] : [value]))

describe.each(Object.values(providers))('$name', (provider) => {
  const samples = samplesOf(provider)

  test.each(hostileValues)('in every place of every sample, %s breaks nothing', (_name, value) => {
    for (const { body } of samples) for (const path of pathsOf(body)) attempt(provider, replaceAt(body, path, value))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('every place of every sample may be missing', () => {
    for (const { body } of samples) {
      for (const path of pathsOf(body).filter(({ length }) => length > 0)) {
        const copy = structuredClone(body) as Record<string, unknown>
        const holder = path.slice(0, -1).reduce<Record<string | number, unknown>>((at, part) => at[part] as Record<string, unknown>, copy)
        delete holder[path.at(-1)!]
        attempt(provider, copy)
      }
    }
    expect(samples.length).toBeGreaterThan(0)
  })

  test('anything at all is read or refused', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: false, maxDepth: 6 }), (body) => {
        expect(attempt(provider, body)).toBeDefined()
      }),
      { numRuns: 500 },
    )
  })

  test('anything in two places at once is read or refused', () => {
    const change = fc.record({
      place: fc.nat(),
      value: fc.oneof(fc.jsonValue(), fc.constantFrom(...shallowValues)),
    })
    fc.assert(
      fc.property(fc.constantFrom(...samples), change, change, ({ body }, first, second) => {
        const paths = pathsOf(body)
        const once = replaceAt(body, paths[first.place % paths.length]!, first.value)
        const again = pathsOf(once)
        expect(attempt(provider, replaceAt(once, again[second.place % again.length]!, second.value))).toBeDefined()
      }),
      { numRuns: 1_000 },
    )
  })

  test('text that a person will see has neither controls nor turned direction, and links are http or https', () => {
    const poison = 'A\u202eB\u0007C\ud800'
    const texts = samples.flatMap(({ body }) =>
      pathsOf(body)
        .filter((path) => typeof valueAt(body, path) === 'string')
        .flatMap((path) => textsOf(attempt(provider, replaceAt(body, path, poison)))),
    )
    expect(texts.filter((text) => text.includes('\u202e') || text.includes('\u0007') || text.includes('\ud800'))).toEqual([])
    const links = samples.flatMap(({ body }) =>
      pathsOf(body).flatMap((path) => linksOf(attempt(provider, replaceAt(body, path, 'javascript:alert(1)//https://')))),
    )
    expect(links.filter((link) => !/^https?:\/\//.test(link))).toEqual([])
  })
})

function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], body)
}

function textsOf(changes: readonly Change[] | 'refused'): string[] {
  const texts: string[] = []
  JSON.stringify(changes, (_name, value: unknown) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  return texts
}

function linksOf(changes: readonly Change[] | 'refused'): string[] {
  if (changes === 'refused') return []
  return changes.flatMap((change) => {
    if (change.about === 'lead') return []
    const { location, rescheduleUrl, cancelUrl } = { ...change.fallback, ...change.details }
    return [location?.url, rescheduleUrl, cancelUrl].filter((link) => typeof link === 'string')
  })
}
