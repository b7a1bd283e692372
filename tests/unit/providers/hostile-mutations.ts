import * as fc from 'fast-check'

/** What a body becomes. Numbers pick a place or a size, whatever there is of it. */
export type Mutation =
  | { readonly how: 'replace' | 'rename'; readonly at: number; readonly value: unknown }
  | { readonly how: 'remove' | 'repeat' | 'wrap'; readonly at: number }
  | { readonly how: 'swap' | 'copy' | 'graft'; readonly at: number; readonly other: number }
  | { readonly how: 'text'; readonly at: number; readonly other: number; readonly value: string }

/** Fragments of text that have broken a reader somewhere. */
const fragments = [
  '\u0000',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ud83d',
  '\udc69\u200d',
  '\u0301'.repeat(80),
  '\r\n',
  '\u2028',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '${7*7}',
  '$t(key)',
  '%s%n',
  "' OR 1=1 --",
  '" NEAR(',
  '../../',
  '\u001b]0;x\u0007',
  '=cmd|1!A1',
  'javascript:',
  'data:text/html,',
  'https://',
  '@',
  '.',
  '+00:00',
  'T24:00:00Z',
  '-999999',
  '9'.repeat(40),
  'a'.repeat(3_000),
  '@'.repeat(300),
  'a@'.repeat(200),
  '-'.repeat(2_000),
  ' '.repeat(5_000),
  '\t\n'.repeat(2_000),
]

const values = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 0.1, 1e21, 1e308, 2 ** 53, -(2 ** 53), '', ' ', [], {}, [[]], [null]),
  fc.constantFrom<unknown>('2026-03-05T15:00:00Z', '2026-03-05', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '1741186800'),
  fc.constantFrom<unknown>(
    'Europe/Berlin',
    'Etc/GMT+12',
    'Mars/Olympus',
    'https://zoom.us/j/1',
    'javascript:alert(1)',
    'mailto:a@b.example',
  ),
  fc.constantFrom(...fragments),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 4 }),
  fc.double(),
)

const place = fc.nat(10_000)
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ how: fc.constant('replace' as const), at: place, value: values }) },
  { weight: 4, arbitrary: fc.record({ how: fc.constant('text' as const), at: place, other: place, value: fc.constantFrom(...fragments) }) },
  fc.record({
    how: fc.constant('rename' as const),
    at: place,
    value: fc.constantFrom('__proto__', 'constructor', 'toString', '', 'id', 'email'),
  }),
  fc.record({ how: fc.constantFrom('remove' as const, 'repeat' as const, 'wrap' as const), at: place }),
  fc.record({ how: fc.constantFrom('swap' as const, 'copy' as const, 'graft' as const), at: place, other: place }),
)

type Holder = Record<string, unknown>
interface Place {
  readonly holder: Holder
  readonly name: string
}

function placesOf(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  const holder = value as Holder
  for (const name of Object.keys(holder)) {
    found.push({ holder, name })
    placesOf(holder[name], found)
  }
  return found
}

function put({ holder, name }: Place, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true })
}

/** The body after one mutation; the body that was given is left as it is. `graft`: from which parts are taken. */
export function mutate(body: unknown, mutated: Mutation, graft: unknown): unknown {
  const copy = structuredClone(body)
  const places = placesOf(copy)
  const at = places[mutated.at % (places.length || 1)]
  if (at === undefined) return mutated.how === 'replace' ? mutated.value : copy
  const value = at.holder[at.name]
  switch (mutated.how) {
    case 'replace':
      put(at, mutated.value)
      break
    case 'rename':
      delete at.holder[at.name]
      put({ holder: at.holder, name: String(mutated.value) }, value)
      break
    case 'remove':
      delete at.holder[at.name]
      break
    case 'repeat':
      put(
        at,
        Array.from({ length: 200 }, () => structuredClone(value)),
      )
      break
    case 'wrap':
      put(at, [{ [at.name]: value }])
      break
    case 'text':
      put(at, spliced(typeof value === 'string' ? value : JSON.stringify(value), mutated.other, mutated.value))
      break
    case 'swap':
    case 'copy': {
      const other = places[mutated.other % places.length]!
      const taken = structuredClone(other.holder[other.name])
      if (mutated.how === 'swap') put(other, structuredClone(value))
      put(at, taken)
      break
    }
    case 'graft': {
      const parts = placesOf(graft)
      const part = parts[mutated.other % (parts.length || 1)]
      if (part !== undefined) put(at, structuredClone(part.holder[part.name]))
    }
  }
  return copy
}

function spliced(text: string, at: number, fragment: string): string {
  const index = at % (text.length + 1)
  return text.slice(0, index) + fragment + text.slice(index + (at % 3))
}

/** Bytes of a body: some are changed, cut out, or come again. */
export type ByteMutation = {
  readonly how: 'flip' | 'cut' | 'again' | 'insert'
  readonly at: number
  readonly length: number
  readonly bytes: Uint8Array
}
export const byteMutation: fc.Arbitrary<ByteMutation> = fc.record({
  how: fc.constantFrom('flip', 'cut', 'again', 'insert'),
  at: fc.nat(20_000),
  length: fc.integer({ min: 1, max: 60 }),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.constantFrom(...['"', '\\', '{', '}', '[', ']', ',', ':', '1e9', 'null', '\\u0000', '\\ud800'].map((text) => Buffer.from(text))),
  ),
})

export function mutateBytes(body: Buffer, { how, at, length, bytes }: ByteMutation): Buffer {
  const from = at % (body.length + 1)
  const to = Math.min(body.length, from + length)
  const part = body.subarray(from, to)
  const [before, after] = [body.subarray(0, from), body.subarray(to)]
  if (how === 'flip') return Buffer.concat([before, part.map((byte) => byte ^ (1 << (at % 8))), after])
  if (how === 'cut') return Buffer.concat([before, after])
  if (how === 'again') return Buffer.concat([before, part, part, after])
  return Buffer.concat([before, bytes, part, after])
}
