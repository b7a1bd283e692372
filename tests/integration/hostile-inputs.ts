import { isContractProcedure } from '@orpc/contract'
import * as fc from 'fast-check'
import { z } from 'zod'
import { contract } from '../../src/shared/contract.ts'

export interface Procedure {
  readonly name: string
  readonly path: readonly string[]
  /** Null: it takes nothing. */
  readonly input: z.ZodType | null
}

/** Every procedure of the contract, found by walking it: what is added to it is called too. */
export function procedures(router: unknown = contract, path: readonly string[] = []): Procedure[] {
  if (isContractProcedure(router)) {
    const { inputSchema } = router['~orpc']
    return [{ name: path.join('.'), path, input: inputSchema instanceof z.ZodType ? inputSchema : null }]
  }
  if (typeof router !== 'object' || router === null) return []
  return Object.entries(router).flatMap(([name, member]) => procedures(member, [...path, name]))
}

/** Text that has broken something somewhere. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e\u2066',
  '\u001b[2J',
  '<script>alert(1)</script>',
  '{{constructor}} $t(key)',
  "'; DROP TABLE deliveries; --",
  '" OR NEAR(a b) *',
  '%_%',
  '../../../nowhere',
  '__proto__',
  '=1+1',
  'javascript:alert(1)',
  'x'.repeat(70_000),
  '9'.repeat(400),
  '2026-02-30',
  'NaN',
]

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    0,
    -1,
    0.5,
    2 ** 53,
    -(2 ** 63),
    [],
    {},
    [[]],
    new Date(Number.NaN),
    new Map([['id', 1]]),
    10n ** 30n,
  ),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"id":1}}'), { id: { $gt: 0 } }, { id: [1] }, { id: '1 OR 1=1' }, { toString: null }),
  fc.constantFrom(...hostileTexts),
  fc.jsonValue({ maxDepth: 4 }),
)

interface JsonSchema {
  readonly type?: string | undefined
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** Where a call may lead: no test writes outside of its folder, or asks anybody but this machine. */
export interface Places {
  readonly dataDir: string
  readonly outsideUrl: () => string
}
const namesPlace = /file|folder|path/i

/** What fits the schema nearly always, with the worst that still fits in its leaves. */
function fitting(schema: JsonSchema, name: string, places: Places): fc.Arbitrary<unknown> {
  const inner = (member: JsonSchema, as = name) => fitting(member, as, places)
  const several = schema.anyOf ?? schema.oneOf
  if (several !== undefined) return fc.oneof(...several.map((one) => inner(one)))
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number': {
      const { minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 } = schema
      const known = [0, 1, 2, -1, 9_999_999, Date.now(), minimum, maximum].filter((number) => number >= minimum && number <= maximum)
      return fc.oneof(fc.constantFrom(...known), fc.maxSafeInteger())
    }
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: 4 })
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).map(([key, member]) => [key, inner(member, key)] as const)
      return fc.record(Object.fromEntries(members), {
        requiredKeys: members.flatMap(([key]) => (schema.required?.includes(key) ? [key] : [])),
      })
    }
    case 'string':
      return text(schema, name, places)
    case undefined:
    default:
      return junk
  }
}

function text(
  { format, minLength = 0, maxLength = 100_000 }: JsonSchema,
  name: string,
  { dataDir, outsideUrl }: Places,
): fc.Arbitrary<string> {
  if (namesPlace.test(name)) return fc.constant(`${dataDir}/nowhere`)
  if (format === 'uri' || /url|address/i.test(name)) return fc.constantFrom(outsideUrl(), 'https://desk.invalid', 'javascript:alert(1)')
  if (format === 'date-time' || format === 'date') return fc.constantFrom('2026-03-05T15:00:00Z', '2026-03-05', '9999-12-31T23:59:59Z')
  const fitted = hostileTexts.map((one) => one.padEnd(minLength, 'x').slice(0, maxLength))
  return fc.oneof(fc.constantFrom(...fitted), fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) }))
}

/** Inputs for one procedure: junk, and what nearly fits. */
export function hostileInputs({ input }: Procedure, places: Places): fc.Arbitrary<unknown> {
  if (input === null) return junk
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return fc.oneof({ weight: 1, arbitrary: junk }, { weight: 3, arbitrary: fitting(schema, '', places) })
}
