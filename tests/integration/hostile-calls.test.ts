import { ORPCError } from '@orpc/client'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openHostileDesk, SECRET } from './hostile-desk.ts'
import { hostileInputs, procedures } from './hostile-inputs.ts'

const { desk, entries, openPort, ...places } = openHostileDesk()
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
  })
})

const call = (said: unknown): string => JSON.stringify(said)
/** What is no call at all, or asks for what no procedure has. The port that says it is closed, and only that one. */
const noCalls: [string, unknown][] = [
  ['nothing', null],
  ['a number', Number.NaN],
  ['an object', { i: '1', p: { u: '/desk/status' } }],
  ['a list', []],
  ['a date that is none', new Date(Number.NaN)],
  ['a map', new Map([['i', '1']])],
  ['bytes', new Uint8Array(10_000)],
  ['bytes with a file behind them', Buffer.from('{"i":"1","p":{"u":"/desk/status","h":{"content-disposition":"x"}}}\u00ffx', 'latin1')],
  ['an error', new Error('x')],
  ['an empty text', ''],
  ['half of an object', '{"i":'],
  ['a megabyte', 'x'.repeat(1_000_000)],
  ['a hundred thousand lists', '['.repeat(100_000)],
  ['the word null', 'null'],
  ['a call without an id', call({ p: { u: '/desk/status' } })],
  ['an object for an id', call({ i: {}, p: { u: '/desk/status' } })],
  ['an unknown type', call({ i: '1', t: 99, p: { u: '/desk/status' } })],
  ['no path', call({ i: '1', p: {} })],
  ['a list for a path', call({ i: '1', p: { u: ['/desk/status'] } })],
  ['the prototype', call({ i: '1', p: { u: '/__proto__/constructor' } })],
  ['a path that leads out', call({ i: '1', p: { u: '/desk/../settings/get' } })],
  ['an escaped path', call({ i: '1', p: { u: '/desk%2fstatus' } })],
  ['a whole address', call({ i: '1', p: { u: 'http://[/desk/status' } })],
  ['an address of a file', call({ i: '1', p: { u: 'file:///etc/passwd' } })],
  ['another method', call({ i: '1', p: { u: '/desk/status', m: 'GET\r\nX: y' } })],
  ['a form', call({ i: '1', p: { u: '/desk/status', h: { 'content-type': 'multipart/form-data; boundary=x' } } })],
  ['a file', call({ i: '1', p: { u: '/desk/status', h: { 'content-disposition': 'attachment; filename=x' } } })],
  ['a stream', call({ i: '1', p: { u: '/desk/status', h: { 'content-type': 'text/event-stream' } } })],
  ['headers that are none', call({ i: '1', p: { u: '/desk/status', h: 7 } })],
  ['a stream’s word without a word', call({ i: '1', t: 3 })],
]
test.each(noCalls)('a port that says %s is closed', async (_what, said) => {
  const port = openPort()
  const closed = new Promise((resolve) => port.addEventListener('close', resolve))
  port.start()
  port.postMessage(said)
  await closed
  expect(await desk().desk.status()).toMatchObject({ version: '0.0.0' })
})

test.each([
  ['what undoes the prototype', { json: null, meta: [[5, '__proto__', 'polluted']] }],
  ['maps that are none', { json: null, maps: [['__proto__']] }],
  ['a meta that is none', { json: {}, meta: 'x' }],
  ['types that nobody knows', { json: {}, meta: [[99, 'x'], [-1], [{}]] }],
  ['a date of nothing', { json: { id: null }, meta: [[1, 'id']] }],
  ['an expression without end', { json: { id: '(a+)+$' }, meta: [[6, 'id']] }],
])('a call whose input holds %s is answered', async (_what, input) => {
  const port = openPort()
  const answer = new Promise<string>((resolve) => port.addEventListener('message', ({ data }) => resolve(String(data))))
  port.start()
  port.postMessage(call({ i: '1', p: { u: '/deliveries/get', b: input } }))
  expect(JSON.parse(await answer)).toMatchObject({ i: '1', p: { s: 400 } })
  port.close()
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('afterwards the desk still answers, and no log holds what the calls said', async () => {
  expect(await desk().desk.status()).toMatchObject({ version: '0.0.0', storeProblem: null })
  const log = JSON.stringify(entries)
  for (const word of [SECRET, '<script>', 'DROP TABLE', 'xxxxxxxx']) expect(log).not.toContain(word)
})
