import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { arrivedHeaders } from '../../../src/main/explain/arrived.ts'
import type { Case } from '../../../src/main/explain/case.ts'
import { diagnose } from '../../../src/main/explain/diagnose.ts'
import type { KnownSecret } from '../../../src/main/explain/known-secrets.ts'
import { readOffered } from '../../../src/main/explain/offered.ts'
import { hmacSha256 } from '../../../src/main/signatures/hmac.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import type { SigningSchemeId } from '../../../src/main/signatures/signature.ts'
import type { Evidence } from '../../../src/main/store/evidence.ts'
import type { SigningProviderId } from '../../../src/shared/words.ts'

interface Vector {
  readonly id: string
  readonly provider: string
  readonly scheme: SigningSchemeId | 'google-channel-token'
  readonly secret: string
  readonly previousSecret?: string
  readonly toleranceSec?: number
  readonly now: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly valid: boolean
}

const vectors = JSON.parse(readFileSync(new URL('../../fixtures/signature-vectors.json', import.meta.url), 'utf8')) as Vector[]
const providerOf: Record<Exclude<Vector['scheme'], 'google-channel-token'>, SigningProviderId> = {
  'calendly-v1': 'calendly',
  'calendly-x-header': 'calendly',
  'cal-com-sha256': 'cal-com',
  'sha256-hex': 'smart-scheduler',
  'timestamped-hex': 'smart-scheduler',
  'standard-webhooks': 'smart-scheduler',
  'api-key': 'healthcare',
}
/** Those that are signed rightly, so that it is known what was changed. */
const right = vectors.filter(
  ({ valid, scheme, secret, previousSecret, body }) =>
    valid &&
    previousSecret === undefined &&
    scheme !== 'google-channel-token' &&
    scheme !== 'api-key' &&
    secret.length >= 16 &&
    body.length > 1,
)

const known = (provider: SigningProviderId, secret: string, age: KnownSecret['age'] = 'current'): KnownSecret => ({
  provider,
  age,
  retiredId: age === 'retired' ? 1 : null,
  secret,
  replacedAtMs: age === 'current' ? null : 1,
})

function caseOf(
  vector: Vector,
  changes: {
    body?: string | Buffer
    headers?: Record<string, string>
    secrets?: KnownSecret[]
    failure?: string
    scheme?: SigningSchemeId
  } = {},
): Case {
  const scheme = vector.scheme as SigningSchemeId
  const provider = providerOf[scheme]
  const body = Buffer.from(changes.body ?? vector.body)
  const evidence: Evidence = {
    id: 1,
    provider,
    origin: 'real',
    receivedAtMs: vector.now * 1000,
    remoteAddress: null,
    path: '/',
    verdict: 'rejected',
    reason: 'signature',
    httpStatus: 401,
    verification: { scheme, key: null, skewSeconds: null, failure: changes.failure ?? 'mismatch' },
    headers: Object.entries(changes.headers ?? vector.headers),
    body,
    bodySize: body.length,
    isTruncated: false,
    credentialPrint: null,
    issueCount: 0,
    firstIssue: null,
  }
  const headers = arrivedHeaders(evidence.headers)
  return {
    evidence,
    provider,
    scheme: changes.scheme ?? scheme,
    toleranceSeconds: 300,
    headers,
    offered: readOffered(headers),
    secrets: changes.secrets ?? [known(provider, vector.secret)],
    prints: { ofKey: () => null },
    today: null,
  }
}

const found = (given: Case) => diagnose(given).finding

test('there are enough rightly signed vectors to change', () => expect(right.length).toBeGreaterThan(25))

test.each(right)('$id: as it is, it fits now', (vector) => {
  expect(found(caseOf(vector))).toEqual({ code: 'fits-now' })
})

test.each(right)('$id: the older secret is named', (vector) => {
  const provider = providerOf[vector.scheme as SigningSchemeId]
  const secrets = [known(provider, 'whsec_YW5vdGhlci1zZWNyZXQtYWx0b2dldGhlci0x'), known(provider, vector.secret, 'retired')]
  expect(found(caseOf(vector, { secrets }))).toMatchObject({ code: 'older-secret', secret: { provider, age: 'retired' } })
})

test.each(right)('$id: a final line break that came with it is named', (vector) => {
  expect(found(caseOf(vector, { body: `${vector.body}\n` }))).toMatchObject({
    code: 'body-changed',
    change: 'end-break-gained',
  })
})

test.each(right)('$id: a changed letter in the body fits nothing, and all was tried', (vector) => {
  expect(found(caseOf(vector, { body: vector.body.replace(/[a-z1-9{]/i, '#') }))).toMatchObject({ code: 'unknown-secret', isAll: true })
})

test.each(right)('$id: without its headers it is not signed', (vector) => {
  expect(found(caseOf(vector, { headers: { 'content-type': 'application/json' }, failure: 'header-missing' }))).toEqual({
    code: 'not-signed',
    isNoSecretText: false,
  })
})

const secret = 'the-secret-of-this-very-office'
const body = '{"event":"booked","name":"Zoë","path":"a/b","list":[1.0,{}]}'
const nowMs = 1_700_000_000_000
const hex = (key: string, text: string | Buffer): string => hmacSha256(key, [text]).toString('hex')
const smart = (scheme: SigningSchemeId, headers: Record<string, string>, sent = body) =>
  caseOf({ id: '', provider: '', scheme, secret, now: nowMs / 1000, headers, body: sent, valid: false })

test.each([
  [
    'in base64',
    { 'x-webhook-signature': Buffer.from(hex(secret, body), 'hex').toString('base64') },
    { code: 'other-form', form: 'base64' },
  ],
  [
    'under a name of its own',
    { 'x-acme-signature': hex(secret, body) },
    { code: 'other-form', form: 'other-header', header: 'x-acme-signature' },
  ],
  [
    'with a label that does not belong there',
    { 'x-webhook-signature': `v1=${hex(secret, body)}` },
    { code: 'other-form', form: 'label-extra' },
  ],
  ['cut short', { 'x-webhook-signature': hex(secret, body).slice(0, 40 - 1) }, { code: 'unreadable', because: 'cut' }],
  ['with SHA-1', { 'x-webhook-signature': `sha1=${'ab'.repeat(20)}` }, { code: 'unreadable', because: 'algorithm' }],
  ['with nothing in it', { 'x-webhook-signature': '' }, { code: 'unreadable', because: 'empty' }],
  ['over an empty body', { 'x-webhook-signature': hex(secret, '') }, { code: 'body-left-out' }],
  [
    'over escapes in the place of letters',
    { 'x-webhook-signature': hex(secret, body.replace('ë', String.raw`\u00eb`)) },
    { code: 'body-changed', change: 'was-escaped' },
  ],
  [
    'over escaped slashes',
    { 'x-webhook-signature': hex(secret, body.replace('/', String.raw`\/`)) },
    { code: 'body-changed', change: 'slashes-were-escaped' },
  ],
  [
    "in Python's habit",
    { 'x-webhook-signature': hex(secret, '{"event": "booked", "name": "Zoë", "path": "a/b", "list": [1.0, {}]}') },
    { code: 'body-changed', change: 'was-spaced' },
  ],
  [
    'with the secret in capital letters',
    { 'x-webhook-signature': hex(secret.toUpperCase(), body) },
    { code: 'misspelt-secret', spelling: 'upper-case' },
  ],
] as const)('a signature %s is named so', (_how, headers, finding) => {
  expect(found(smart('sha256-hex', headers))).toMatchObject(finding)
})

test('a time in milliseconds is named so', () => {
  const text = `${nowMs}.${body}`
  expect(found(smart('timestamped-hex', { 'x-webhook-signature': `t=${nowMs},v1=${hex(secret, text)}` }))).toMatchObject({
    code: 'other-form',
    form: 'milliseconds',
  })
})

test('a header that came twice is named, and whether it says the same', () => {
  const given = smart('sha256-hex', {})
  const twice = (first: string, second: string) => found({ ...given, headers: { 'x-webhook-signature': [first, second] } })
  expect([twice('a', 'a'), twice('a', 'b')]).toEqual([
    { code: 'header-repeated', header: 'x-webhook-signature', isSame: true },
    { code: 'header-repeated', header: 'x-webhook-signature', isSame: false },
  ])
})

test('what Calendly signed and sent to Cal.com is led to its endpoint', () => {
  const headers = schemes['calendly-v1'].sign({ rawBody: Buffer.from(body), secret, nowMs })
  const given = caseOf({
    id: '',
    provider: '',
    scheme: 'cal-com-sha256',
    secret: 'another-secret-of-this-office',
    now: nowMs / 1000,
    headers,
    body,
    valid: false,
  })
  expect([found(given), found({ ...given, secrets: [...given.secrets, known('calendly', secret)] })]).toEqual([
    { code: 'other-provider', provider: 'calendly', fits: false },
    { code: 'other-provider', provider: 'calendly', fits: true },
  ])
})

test('a body of eight megabytes is not tried in every way, and that is said', () => {
  const huge = `{"a":"${'x'.repeat(8 * 1024 * 1024)}"}`
  expect(found(smart('sha256-hex', { 'x-webhook-signature': hex('another-secret-of-this-office', body) }, huge))).toMatchObject({
    code: 'unknown-secret',
    isAll: false,
  })
})

test('what is no JSON, or nests without end, is looked at all the same', () => {
  const headers = { 'x-webhook-signature': hex('another-secret-of-this-office', body) }
  const bodies = [
    '"'.repeat(100_000),
    '\\"'.repeat(50_000),
    '['.repeat(100_000),
    '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000),
    '\0'.repeat(1000),
  ]
  expect(bodies.map((sent) => found(smart('sha256-hex', headers, sent)).code)).toEqual(bodies.map(() => 'unknown-secret'))
})
