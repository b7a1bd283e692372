import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schemes } from '../../src/main/signatures/index.ts'
import type { SigningSchemeId } from '../../src/main/signatures/signature.ts'
import { guardBounds } from '../../src/shared/guard-bounds.ts'
import { startTestDesk, type TestDesk } from '../unit/desk/test-desk.ts'
import { hostileTexts } from './hostile-inputs.ts'
import { createRunner, type Came, type Document, type Media, type Operation, type Parameter, type Runner } from './openapi-runner.ts'

/** Google could not post to a desk without a public https address, and the document has 503 for that. */
const lacksPublicAddress = ({ operationId }: Operation): boolean => operationId === 'setup-google-calendar'

/** How a request is bent after it was made as the document says. */
const bends = ['none', 'none', 'none', 'text', 'absent', 'unknown', 'type', 'not-json', 'unsigned', 'accept'] as const
type Bend = (typeof bends)[number]

interface Office {
  readonly url: string
  readonly runner: Runner
  /** A key that counts; another one each few requests, so that no rate is met before its time. */
  nextKey(): Promise<string>
  readonly secrets: Readonly<Record<string, { readonly scheme: SigningSchemeId; readonly secret: string }>>
  /** Ids that are there, to be asked for beside made-up ones. */
  readonly known: readonly string[]
}

const signing = {
  calendly: 'calendly-v1',
  'cal-com': 'cal-com-sha256',
  'smart-scheduler': 'sha256-hex',
  healthcare: 'standard-webhooks',
} as const

async function openOffice(): Promise<Office> {
  const desk = await startTestDesk()
  const { guards } = await desk.desk.settings.get()
  const { failuresPerSecond, failuresPerMinute } = guardBounds
  await desk.desk.settings.update({
    guards: { ...guards, failuresPerSecond: failuresPerSecond.max, failuresPerMinute: failuresPerMinute.max },
  })
  const secrets: Record<string, { scheme: SigningSchemeId; secret: string }> = {}
  for (const [provider, scheme] of Object.entries(signing) as [keyof typeof signing, SigningSchemeId][]) {
    const secret = schemes[scheme].generateSecret()
    if (provider === 'smart-scheduler' || provider === 'healthcare')
      await desk.desk.providers.setScheme({ provider, scheme: scheme as 'sha256-hex' | 'standard-webhooks' })
    await desk.desk.providers.setSecret({ provider, secret, overlapHours: 0 })
    secrets[`post-${provider}`] = { scheme, secret }
  }
  const document = (await (await fetch(`${desk.url}/openapi.json`)).json()) as Document
  const nextKey = keysOf(desk)
  await makeHosts(desk.url, secrets['post-smart-scheduler']?.secret ?? '')
  const known = await makeAppointments(desk.url, await nextKey())
  return { url: desk.url, runner: createRunner(document), nextKey, secrets, known }
}

function keysOf({ desk }: TestDesk): () => Promise<string> {
  let left = 0
  let key = ''
  return async () => {
    if (left === 0) {
      ;({ key } = await desk.access.create({ name: 'Runner', scopes: ['read', 'write', 'setup'], expiresAtMs: null }))
      left = 200
    }
    left -= 1
    return key
  }
}

/** As many as the document's example names. */
async function makeHosts(url: string, secret: string): Promise<void> {
  for (const id of ['1', '2', '3']) {
    const host = { email: `host${id}@office.example`, name: `Host ${id}` }
    const appointment = {
      id,
      scheduledAt: '2026-11-24T08:00:00Z',
      duration: 30,
      type: 'strategy',
      client: { email: 'jane@example.com' },
      host,
    }
    const body = JSON.stringify({ event: 'appointment.created', appointment })
    const signature = schemes['sha256-hex'].sign({ rawBody: Buffer.from(body), secret, nowMs: Date.now() })
    await fetch(`${url}/api/webhooks/smart-scheduler`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature },
      body,
    })
  }
}

async function makeAppointments(url: string, key: string): Promise<string[]> {
  const made = [9, 10, 11].map(async (hour) => {
    const body = JSON.stringify({
      type: 'meeting',
      start: `2026-11-24T${hour}:00:00Z`.replace('T9', 'T09'),
      end: `2026-11-24T${hour}:30:00Z`.replace('T9', 'T09'),
    })
    const reply = await fetch(`${url}/api/appointments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    })
    return String(((await reply.json()) as { id: number }).id)
  })
  return Promise.all(made)
}

interface Made {
  readonly path: string
  readonly method: string
  readonly operation: Operation
  readonly seed: number
  readonly bend: Bend
  readonly hostile: string
}

const headerText = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 2000) || '-'

async function ask(
  { url, runner, nextKey, secrets, known }: Office,
  { path, method, operation, seed, bend, hostile }: Made,
): Promise<Came> {
  let target = path
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  const { parameters = [] } = operation
  for (const [index, parameter] of parameters.entries()) {
    const text = await textOf(parameter, index)
    if (parameter.in === 'path')
      target = target.replace(`{${parameter.name}}`, encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '').slice(0, 1500)) || '-')
    else if ((seed >> index) % 2 === 0) continue
    else if (parameter.in === 'query') query.append(parameter.name, text)
    else headers[parameter.name] = headerText(text)
  }
  if (bend === 'unknown') query.set('nobody', hostile.slice(0, 100))
  if (bend === 'accept') headers['accept'] = 'image/png'

  async function textOf({ in: where, schema }: Parameter, index: number): Promise<string> {
    if (bend === 'text') return where === 'query' ? hostile.slice(0, 3000) : hostile
    if (where === 'path' && seed % 3 > 0) return known[seed % known.length] ?? ''
    const value = await runner.value(schema, seed + index)
    return Array.isArray(value) ? value.join(',') : String(value)
  }

  /** Made up, or one of the document's examples. */
  async function bodyOf(media: Media | undefined): Promise<unknown> {
    const examples = runner.examples(media)
    return seed % 2 === 0 && examples.length > 0 ? examples[(seed >> 1) % examples.length] : runner.value(media?.schema ?? {}, seed)
  }

  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const body = type === undefined ? undefined : encoded(type, bent(await bodyOf(media), bend, hostile), bend)
  if (type !== undefined && bend !== 'type') headers['content-type'] = type
  const secret = secrets[operation.operationId.replace('-older', '')]
  if (bend === 'unsigned') headers['authorization'] = `Bearer ${headerText(hostile).slice(0, 100)}`
  else if (secret === undefined) headers['authorization'] = `Bearer ${await nextKey()}`
  else Object.assign(headers, schemes[secret.scheme].sign({ rawBody: Buffer.from(body ?? ''), secret: secret.secret, nowMs: Date.now() }))

  const search = query.size === 0 ? '' : `?${query.toString()}`
  const reply = await fetch(`${url}${target}${search}`, { method, headers, redirect: 'manual', ...(body !== undefined && { body }) })
  // A stream does not end by itself.
  if (reply.headers.get('content-type')?.startsWith('text/event-stream')) {
    await reply.body?.cancel()
    return { status: reply.status, headers: reply.headers, text: '' }
  }
  return { status: reply.status, headers: reply.headers, text: await reply.text() }
}

function encoded(type: string, body: unknown, bend: Bend): string {
  if (bend === 'not-json') return '{"a":'
  if (type === 'application/x-www-form-urlencoded') return new URLSearchParams(body as Record<string, string>).toString()
  return JSON.stringify(body) ?? 'null'
}

/** One member of an object is taken away, added, or put in the place of another. */
function bent(body: unknown, bend: Bend, hostile: string): unknown {
  if (typeof body !== 'object' || body === null) return body
  const entries = Object.entries(body)
  const at = hostile.length % Math.max(1, entries.length)
  if (bend === 'absent') return Object.fromEntries(entries.filter((_entry, index) => index !== at))
  if (bend === 'unknown') return { ...body, nobody: hostile }
  if (bend === 'text') return Object.fromEntries(entries.map(([name, value], index) => [name, index === at ? hostile : value]))
  return body
}

const reached = {
  'post-healthcare': [201, 401, 422],
  'post-calendly': [200],
  'post-smart-scheduler': [200, 401, 422],
  listAppointments: [200, 400, 401],
  getAppointment: [200, 404],
  createAppointment: [201, 422, 400],
  updateAppointment: [200],
  setAppointmentStatus: [200],
}

test('whatever is sent by the document, and whatever is bent of it, is answered as documented', async () => {
  const office = await openOffice()
  const { runner } = office
  const arbitrary = fc.record({
    seed: fc.integer({ min: 0, max: 2 ** 30 }),
    bend: fc.constantFrom(...bends),
    hostile: fc.constantFrom(...hostileTexts.map((text) => text.slice(0, 8000))),
  })
  const seen = new Map<string, Set<number>>()
  for (const each of runner.operations) {
    const statuses = new Set<number>()
    seen.set(each.operation.operationId, statuses)
    await fc.assert(
      fc.asyncProperty(arbitrary, async (chosen) => {
        const came = await ask(office, { ...each, ...chosen })
        statuses.add(came.status)
        expect(runner.undocumented(each.operation, came)).toEqual([])
        expect(came.status < 500 || lacksPublicAddress(each.operation)).toBe(true)
      }),
      { numRuns: 25, seed: 20_261_121 },
    )
  }
  // Answered by what is meant, and not turned away at the door each time.
  for (const [id, least] of Object.entries(reached)) expect([id, [...(seen.get(id) ?? [])]]).toEqual([id, expect.arrayContaining(least)])
})

describe('beside what is documented', () => {
  test('another method is 405 with what is allowed, and never a server error', async () => {
    const { url, runner } = await openOffice()
    const wrong: string[] = []
    for (const path of new Set(runner.operations.map((each) => each.path))) {
      const methods = runner.operations.filter((each) => each.path === path).map(({ method }) => method)
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => !methods.includes(each))) {
        const reply = await fetch(`${url}${path.replaceAll(/\{\w+\}/g, '1')}`, { method })
        const allow = reply.headers.get('allow') ?? ''
        const isRight = reply.status === 401 || (reply.status === 405 && methods.every((each) => allow.includes(each)))
        if (!isRight) wrong.push(`${method} ${path}: ${reply.status} ${allow}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
