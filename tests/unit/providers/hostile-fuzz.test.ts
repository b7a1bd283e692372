import { readFileSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, type AppointmentState } from '../../../src/main/ingest/apply.ts'
import type { Change } from '../../../src/main/ingest/change.ts'
import { parseBody } from '../../../src/main/ingest/parse-body.ts'
import { readEvent } from '../../../src/main/providers/google-calendar/read-event.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { PayloadError } from '../../../src/main/providers/provider.ts'
import { report } from '../../faults/lib/report.ts'
import { byteMutation, mutate, mutateBytes, mutation } from './hostile-mutations.ts'
import { contextOf } from './support.ts'

/** Of each parser, half of them by structure and half by bytes. The long run asks for 20,000. */
const cases = Number(process.env['DESKBELL_FUZZ_CASES'] ?? 500)
const isLong = cases > 500
const receivedAtMs = Date.UTC(2026, 2, 1, 12)
/** Of this thread alone, so that no other load on the machine counts. A body of 256 KiB takes a few milliseconds. */
const mostCpuMs = 400

interface Parser {
  readonly name: string
  readonly samples: readonly unknown[]
  /** Null: refused by name. Whatever else is thrown is a fault. */
  readonly read: (body: unknown, rawBody: Buffer) => readonly Change[] | null
}

const json = (folder: string, file: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${folder}/${file}`, import.meta.url), 'utf8')) as unknown
const samplesIn = (folder: string) =>
  readdirSync(new URL(`../../fixtures/${folder}/`, import.meta.url))
    .filter((file) => file.endsWith('.json') && !/^api-|api-list|response|invalid/.test(file))
    .map((file) => json(folder, file))

const parsers: Parser[] = [
  ...Object.values(providers).map((provider): Parser => {
    return {
      name: provider.id,
      samples: samplesIn(provider.id),
      read(body, rawBody) {
        try {
          const { changes, deliveryKey } = provider.read(body, contextOf({ rawBody, receivedAtMs }))
          if (deliveryKey === '') throw new Error('a delivery without a key')
          return changes
        } catch (error) {
          if (error instanceof PayloadError && error.issues.length > 0) return null
          throw error
        }
      },
    }
  }),
  {
    name: 'google-calendar',
    samples: [
      'composed-events-list-full-page1.json',
      'composed-events-list-full-page2-last.json',
      'composed-events-list-incremental.json',
    ].flatMap((file) => (json('google-calendar', file) as { items: unknown[] }).items),
    read(value) {
      const owner = { email: 'dana@northwind.example', host: null }
      const change = readEvent(value, { calendarId: 7, timeZone: 'America/New_York', owner, readAtMs: receivedAtMs })
      return change === null ? null : [change]
    },
  },
]

interface Tally {
  read: number
  refused: number
  slowestMs: number
}

function judge(parser: Parser, body: unknown, rawBody: Buffer, tally: Tally): void {
  const before = process.threadCpuUsage()
  const changes = parser.read(body, rawBody)
  const states = changes === null ? [] : applied(changes)
  const { user, system } = process.threadCpuUsage(before)
  tally.slowestMs = Math.max(tally.slowestMs, (user + system) / 1000)
  if (changes === null) {
    tally.refused += 1
    return
  }
  tally.read += 1
  const text = JSON.stringify(changes)
  // Half a character.
  expect(text).not.toMatch(/\p{Surrogate}/u)
  // What comes out of the store is what went in, and said once more it changes nothing.
  expect(JSON.stringify(JSON.parse(text))).toBe(text)
  for (const { state, change } of states) {
    const stored = JSON.parse(JSON.stringify(state)) as AppointmentState
    expect(apply(stored, JSON.parse(JSON.stringify(change)) as typeof change, { receivedAtMs }).entry).toBeNull()
    for (const instant of [state.details.startMs, state.details.endMs]) expect(instant === null || Number.isSafeInteger(instant)).toBe(true)
  }
}

/** What is known of each appointment after these changes, one after the other. */
function applied(changes: readonly Change[]) {
  const known = new Map<string, AppointmentState>()
  return changes.flatMap((change) => {
    if (change.about === 'lead') return []
    const { state } = apply(known.get(change.externalId) ?? null, change, { receivedAtMs })
    known.set(change.externalId, state)
    return [{ state, change }]
  })
}

describe.each(parsers)('the reader of $name', (parser) => {
  const sample = fc.constantFrom(...parser.samples)

  test(
    'reads or refuses whatever becomes of a real body, in bounded time',
    () => {
      const tally: Tally = { read: 0, refused: 0, slowestMs: 0 }
      fc.assert(
        fc.property(sample, sample, fc.array(mutation, { minLength: 1, maxLength: 5 }), (body, graft, mutations) => {
          const spoilt = mutations.reduce((at, one) => mutate(at, one, graft), body)
          const rawBody = Buffer.from(JSON.stringify(spoilt) ?? 'null')
          // As the receiver does: through the bytes.
          const parsed = parseBody(rawBody)
          if (parsed.ok) judge(parser, parsed.body, rawBody, tally)
          else tally.refused += 1
        }),
        { numRuns: cases / 2 },
      )
      fc.assert(
        fc.property(sample, fc.array(byteMutation, { minLength: 1, maxLength: 4 }), (body, mutations) => {
          const rawBody = mutations.reduce(mutateBytes, Buffer.from(JSON.stringify(body)))
          const parsed = parseBody(rawBody)
          if (parsed.ok) judge(parser, parsed.body, rawBody, tally)
          else tally.refused += 1
        }),
        { numRuns: cases / 2 },
      )
      const { read, refused, slowestMs } = tally
      if (isLong) report('fuzzed', `${parser.name}: ${read + refused} cases, ${read} read, slowest ${slowestMs.toFixed(0)} ms`)
      expect(read + refused).toBe(cases)
      expect(Math.min(read, refused)).toBeGreaterThan(cases / 50)
      expect(slowestMs).toBeLessThan(mostCpuMs)
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    },
    isLong ? 900_000 : 60_000,
  )
})
