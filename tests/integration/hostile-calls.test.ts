import { ORPCError } from '@orpc/client'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openHostileDesk, SECRET } from './hostile-desk.ts'
import { hostileInputs, procedures } from './hostile-inputs.ts'

const { desk, entries, ...places } = openHostileDesk()
const all = procedures()
/** These do something whatever they are given, some of it at length. */
const isUnasked = ({ input }: (typeof all)[number]): boolean => input === null

type Call = (input: unknown) => Promise<unknown>

function callOf(path: readonly string[]): Call {
  // The client is made of the contract's types; what is sent here is none of them.
  return path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], desk()) as Call
}

/** What an answer to a hostile call shows; null: it was done. Whatever streams is closed at once. */
async function outcome(call: Call, input: unknown): Promise<{ code: string; text: string } | null> {
  try {
    const answer = await call(input)
    if (isStream(answer)) await answer.return(undefined)
    return null
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return { code: error.code as string, text: `${error.message} ${JSON.stringify(error.data ?? null)}` }
  }
}

function isStream(value: unknown): value is AsyncGenerator {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

describe.each(all)('$name', (procedure) => {
  test('answers a hostile page with a code and nothing more, and the desk goes on', async () => {
    const before = entries.length
    const call = callOf(procedure.path)
    const check = fc.asyncProperty(hostileInputs(procedure, places), async (input) => {
      const refused = await outcome(call, input)
      if (refused === null) return
      expect(refused.code).toMatch(/^[A-Z][A-Z_]+$/)
      expect(refused.code).not.toBe('INTERNAL_SERVER_ERROR')
      expect(refused.text).not.toMatch(/\bat \w+ \(|\.[jt]s:\d|node_modules|SQLITE|no such (?:table|column)/)
      expect(refused.text).not.toContain(SECRET)
    })
    await fc.assert(check, { numRuns: isUnasked(procedure) ? 3 : 50, endOnFailure: true })
    expect(entries.slice(before).filter(({ event }) => event === 'call-failed')).toEqual([])
  }, 60_000)
})

test('afterwards the desk still answers, and no log holds what the calls said', async () => {
  expect(await desk().desk.status()).toMatchObject({ version: '0.0.0', storeProblem: null })
  const log = JSON.stringify(entries)
  for (const word of [SECRET, '<script>', 'DROP TABLE', 'xxxxxxxx']) expect(log).not.toContain(word)
})
