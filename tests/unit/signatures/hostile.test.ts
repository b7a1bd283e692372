import { createHmac, hash } from 'node:crypto'
import * as fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { verifyChannelToken } from '../../../src/main/signatures/google-channel-token.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import type { ArrivalHeaders, SignatureScheme, VerificationInput } from '../../../src/main/signatures/signature.ts'

const secret = 'current-secret-of-this-test'
const previous = 'previous-secret-of-this-test'
const standardSecret = `whsec_${Buffer.from('current-key-of-this-test-32-bytes').toString('base64')}`
const nowMs = Date.parse('2026-03-05T15:00:00.900Z')
const rawBody = Buffer.from('{"a":1}')
const all = Object.values(schemes)

const secretOf = ({ id }: SignatureScheme) => (id === 'standard-webhooks' ? standardSecret : secret)

function verify(scheme: SignatureScheme, headers: ArrivalHeaders, more: Partial<VerificationInput> = {}) {
  const secrets = [{ key: 'current' as const, secret: secretOf(scheme) }]
  return scheme.verify({ headers, rawBody, secrets, nowMs, toleranceSeconds: scheme.toleranceSeconds ?? 0, ...more })
}

const sign = (scheme: SignatureScheme, at = nowMs) => scheme.sign({ rawBody, secret: secretOf(scheme), nowMs: at, messageId: 'msg_1' })
const hex = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('hex')
const seconds = String(Math.floor(nowMs / 1000))

describe.each(all)('$id', (scheme) => {
  test('verifies what it signs, and says when and under which key', () => {
    const timed = scheme.toleranceSeconds !== null
    expect(verify(scheme, sign(scheme))).toEqual({
      ok: true,
      scheme: scheme.id,
      key: 'current',
      signedAtMs: timed ? Number(seconds) * 1000 : null,
      messageId: scheme.id === 'standard-webhooks' ? 'msg_1' : null,
      skewSeconds: timed ? 0 : null,
    })
  })

  test('generates secrets that it accepts, each another', () => {
    const secrets = [scheme.generateSecret(), scheme.generateSecret()]
    expect(secrets.map((one) => scheme.refuseSecret(one))).toEqual([null, null])
    expect(new Set(secrets).size).toBe(2)
    const input = { rawBody, secret: secrets[0]!, nowMs }
    expect(verify(scheme, scheme.sign(input), { secrets: [{ key: 'current', secret: secrets[0]! }] }).ok).toBe(true)
  })

  test.each(['', ' ', 'short', 'fifteen-letters', 'whsec_', 'whsec_c2hvcnQ='])('computes nothing with the secret %j', (weak) => {
    const signed = { 'x-api-key': weak, authorization: `Bearer ${weak}`, ...sign(scheme) }
    expect(verify(scheme, signed, { secrets: [{ key: 'current', secret: weak }] })).toMatchObject({ ok: false, failure: 'secret-missing' })
    expect(scheme.refuseSecret(weak)).toEqual(expect.any(String))
  })

  test('refuses a header that came twice, even with the same value', () => {
    const doubled = Object.fromEntries(Object.entries(sign(scheme)).map(([name, value]) => [name, [value, value]]))
    expect(verify(scheme, doubled)).toMatchObject({ ok: false, failure: 'header-repeated' })
    const listed = Object.fromEntries(Object.entries(sign(scheme)).map(([name, value]) => [name, [value]]))
    expect(verify(scheme, listed).ok).toBe(true)
  })

  test('refuses headers that were joined on the way', () => {
    const joined = Object.fromEntries(Object.entries(sign(scheme)).map(([name, value]) => [name, `${value}, ${value}`]))
    expect(verify(scheme, joined).ok).toBe(false)
  })

  test('says that nothing was signed where its headers are missing', () => {
    expect(verify(scheme, {})).toMatchObject({ ok: false, failure: 'header-missing', skewSeconds: null })
  })

  test('takes no header from the prototype of the headers', () => {
    expect(verify(scheme, Object.create(sign(scheme)) as ArrivalHeaders)).toMatchObject({ ok: false, failure: 'header-missing' })
  })

  test('never throws, whatever the headers say', () => {
    const names = Object.keys({ ...sign(scheme), 'x-webhook-timestamp': '', 'x-api-key': '', 'x-signature': '' })
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...Object.values(sign(scheme))),
      fc.array(fc.string()),
    )
    const headers = fc.dictionary(fc.constantFrom(...names), value)
    // The weakest scheme signs no body: its key verifies beside any.
    const signsBody = scheme.id !== 'api-key'
    fc.assert(
      fc.property(headers, fc.uint8Array(), (offered, bytes) => {
        const verification = verify(scheme, offered, { rawBody: Buffer.from(bytes) })
        expect(verification.ok && signsBody).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

describe.each(all.filter((scheme) => scheme.toleranceSeconds !== null))('$id and the clock', (scheme) => {
  const tolerance = scheme.toleranceSeconds ?? 0
  const cases: [number, string | null][] = [
    [-tolerance, null],
    [tolerance, null],
    [-tolerance - 1, 'too-old'],
    [tolerance + 1, 'too-new'],
    [-86_400, 'too-old'],
    [86_400, 'too-new'],
  ]
  test.each(cases)('a sender whose clock differs by %i s: %s', (skewSeconds, failure) => {
    const verification = verify(scheme, sign(scheme, nowMs + skewSeconds * 1000))
    expect({ failure: verification.ok ? null : verification.failure, skewSeconds: verification.skewSeconds }).toEqual({
      failure,
      skewSeconds,
    })
  })
})

describe.each(all.filter((scheme) => scheme.id !== 'api-key'))('$id and the body', (scheme) => {
  test('one byte more, less or other is refused', () => {
    const changed = [Buffer.from('{"a":1} '), Buffer.from('{"a":1'), Buffer.from('{"a":2}'), Buffer.alloc(0)]
    const failures = changed.map((body) => verify(scheme, sign(scheme), { rawBody: body }))
    expect(failures.map((verification) => verification.ok || verification.failure)).toEqual(changed.map(() => 'mismatch'))
  })

  test('bytes that are no UTF-8 are signed as they are', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80])
    const headers = scheme.sign({ rawBody: bytes, secret: secretOf(scheme), nowMs })
    expect(verify(scheme, headers, { rawBody: bytes }).ok).toBe(true)
    expect(verify(scheme, headers, { rawBody: Buffer.from(bytes.toString()) }).ok).toBe(false)
  })
})

const valid = hex(`${seconds}.{"a":1}`)
const malformed: [string, SignatureScheme, Record<string, string>, string][] = [
  ['a timestamp with a sign', schemes['calendly-v1'], { 'calendly-webhook-signature': `t=+${seconds},v1=${valid}` }, 'timestamp-malformed'],
  [
    'a timestamp with a fraction',
    schemes['calendly-v1'],
    { 'calendly-webhook-signature': `t=${seconds}.0,v1=${valid}` },
    'timestamp-malformed',
  ],
  [
    'a timestamp in milliseconds',
    schemes['calendly-v1'],
    { 'calendly-webhook-signature': `t=${seconds}000,v1=${valid}` },
    'timestamp-malformed',
  ],
  ['an empty timestamp', schemes['calendly-v1'], { 'calendly-webhook-signature': `t=,v1=${valid}` }, 'timestamp-malformed'],
  ['a timestamp in hex', schemes['calendly-v1'], { 'calendly-webhook-signature': `t=0x5f,v1=${valid}` }, 'timestamp-malformed'],
  ['Arabic digits', schemes['timestamped-hex'], { 'x-webhook-signature': `t=١٧٧٢,v1=${valid}` }, 'timestamp-malformed'],
  ['t twice', schemes['calendly-v1'], { 'calendly-webhook-signature': `t=${seconds},t=${seconds},v1=${valid}` }, 'header-malformed'],
  ['v1 twice', schemes['calendly-v1'], { 'calendly-webhook-signature': `t=${seconds},v1=${hex('x')},v1=${valid}` }, 'header-malformed'],
  ['a part without a name', schemes['calendly-v1'], { 'calendly-webhook-signature': `t=${seconds},${valid}` }, 'header-malformed'],
  ['v0 instead of v1', schemes['calendly-v1'], { 'calendly-webhook-signature': `t=${seconds},v0=${valid}` }, 'header-malformed'],
  ['an empty header', schemes['calendly-v1'], { 'calendly-webhook-signature': '' }, 'header-malformed'],
  [
    'a digest with a blank in it',
    schemes['cal-com-sha256'],
    { 'x-cal-signature-256': `${hex('{"a":1}').slice(0, 63)} ` },
    'header-malformed',
  ],
  ['the text for an unsigned delivery', schemes['cal-com-sha256'], { 'x-cal-signature-256': 'no-secret-provided' }, 'not-signed'],
  ['a label where none belongs', schemes['cal-com-sha256'], { 'x-cal-signature-256': `sha256=${hex('{"a":1}')}` }, 'header-malformed'],
  ['SHA-1', schemes['sha256-hex'], { 'x-signature': 'sha1=ef04da54982f8dc658573ad02c06c2e9c519473e' }, 'header-malformed'],
  [
    'a timestamped header for a scheme without time',
    schemes['sha256-hex'],
    { 'x-webhook-signature': `t=${seconds},v1=${valid}` },
    'header-malformed',
  ],
  ['no timestamp', schemes['timestamped-hex'], { 'x-webhook-signature': hex('{"a":1}') }, 'header-missing'],
  [
    'a full stop in the id',
    schemes['standard-webhooks'],
    { ...sign(schemes['standard-webhooks']), 'webhook-id': 'msg.1' },
    'header-malformed',
  ],
  ['an empty id', schemes['standard-webhooks'], { ...sign(schemes['standard-webhooks']), 'webhook-id': '' }, 'header-malformed'],
  [
    'an endless id',
    schemes['standard-webhooks'],
    { ...sign(schemes['standard-webhooks']), 'webhook-id': 'm'.repeat(257) },
    'header-malformed',
  ],
  [
    'only unknown versions',
    schemes['standard-webhooks'],
    { ...sign(schemes['standard-webhooks']), 'webhook-signature': 'v1a,abc v2,abc' },
    'header-malformed',
  ],
  ['another kind of authorization', schemes['api-key'], { authorization: `Basic ${secret}`, 'x-api-key': secret }, 'header-malformed'],
  ['a key after the key', schemes['api-key'], { authorization: `Bearer ${secret} ${secret}` }, 'header-malformed'],
]
test.each(malformed)('%s (%o) is refused', (_what, scheme, headers, failure) => {
  expect(verify(scheme, headers)).toMatchObject({ ok: false, failure })
})

describe('a failing strong header', () => {
  // What an endpoint verifies with: the older scheme while the admin accepts the older header beside the present one.
  const { 'calendly-v1': present, 'calendly-x-header': older } = schemes
  const strong = { 'calendly-webhook-signature': `t=${seconds},v1=${hex('another body')}` }
  const weak = { 'x-calendly-signature': hex('{"a":1}') }
  const input = (headers: ArrivalHeaders): VerificationInput => ({
    headers,
    rawBody,
    secrets: [{ key: 'current', secret }],
    nowMs,
    toleranceSeconds: 180,
  })

  test('is not passed over for the older one, not even when empty or repeated', () => {
    const offers: ArrivalHeaders[] = [
      { ...strong, ...weak },
      { 'calendly-webhook-signature': '', ...weak },
      { 'calendly-webhook-signature': ['', ''], ...weak },
    ]
    expect(offers.map((headers) => older.verify(input(headers))).map((result) => !result.ok && [result.scheme, result.failure])).toEqual([
      ['calendly-v1', 'mismatch'],
      ['calendly-v1', 'header-malformed'],
      ['calendly-v1', 'header-repeated'],
    ])
  })

  test('the older header counts only while it is switched on', () => {
    expect([older.verify(input(weak)).ok, present.verify(input(weak)).ok]).toEqual([true, false])
  })

  test('the present header verifies whether or not the older one is accepted', () => {
    const headers = sign(schemes['calendly-v1'])
    expect([older.verify(input(headers)), present.verify(input(headers))].map((result) => result.ok && result.scheme)).toEqual([
      'calendly-v1',
      'calendly-v1',
    ])
  })

  test('the first of the names that self-built senders use decides', () => {
    const headers = { 'x-smart-scheduler-signature': hex('other'), 'x-hub-signature-256': hex('{"a":1}') }
    expect(verify(schemes['sha256-hex'], headers)).toMatchObject({ ok: false, failure: 'mismatch' })
  })

  test('a wrong bearer token is not passed over for a right X-API-Key', () => {
    expect(verify(schemes['api-key'], { authorization: 'Bearer wrong-key-of-this-test', 'x-api-key': secret })).toMatchObject({
      failure: 'mismatch',
    })
  })
})

test('the previous secret counts beside the current one, and a short one beside it does not stop it', () => {
  const headers = schemes['cal-com-sha256'].sign({ rawBody, secret: previous, nowMs })
  const secrets = [
    { key: 'current' as const, secret: 'short' },
    { key: 'previous' as const, secret: previous },
  ]
  expect(verify(schemes['cal-com-sha256'], headers, { secrets })).toMatchObject({ ok: true, key: 'previous' })
})

test('what is signed here verifies with the makers’ own library', () => {
  const headers = schemes['standard-webhooks'].sign({ rawBody, secret: standardSecret, nowMs: Date.now() })
  expect(new Webhook(standardSecret).verify(rawBody, headers)).toEqual({ a: 1 })
})

const unusable: [string, string][] = [
  ['whsec_not*base64*not*base64*not*base64', 'base64'],
  ['whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'key pair'],
  ['whsec_MfKQ9r8GKYqrTwjUPD8I', 'at least 24'],
  [` ${standardSecret}`, 'blanks'],
]
test.each(unusable)('the Standard Webhooks secret %j is refused with the reason', (given, reason) => {
  expect(schemes['standard-webhooks'].refuseSecret(given)).toContain(reason)
})

test('an API key that a header would not carry is refused', () => {
  expect(schemes['api-key'].refuseSecret('schlüssel-mit-umlaut')).toContain('ASCII')
  expect(schemes['api-key'].refuseSecret('a key with blanks in it')).toContain('blanks')
})

describe('a Google channel', () => {
  const tokenSha256 = hash('sha256', 'token-of-this-test', 'buffer')
  const channel = { id: 'channel-1', resourceId: 'resource-1', tokenSha256 }
  const headers = { 'x-goog-channel-id': 'channel-1', 'x-goog-channel-token': 'token-of-this-test', 'x-goog-resource-id': 'resource-1' }

  test.each([
    ['an empty token', { ...headers, 'x-goog-channel-token': '' }, 'mismatch'],
    ['the hash instead of the token', { ...headers, 'x-goog-channel-token': tokenSha256.toString('hex') }, 'mismatch'],
    ['no token', { ...headers, 'x-goog-channel-token': undefined }, 'header-missing'],
    ['two tokens', { ...headers, 'x-goog-channel-token': ['token-of-this-test', 'another'] }, 'header-repeated'],
  ] as const)('is not shown by %s', (_what, given, failure) => {
    expect(verifyChannelToken(given, channel)).toEqual({ ok: false, failure })
  })

  test('whose resource is not yet known is told by its id and token', () => {
    expect(verifyChannelToken({ ...headers, 'x-goog-resource-id': 'any' }, { id: channel.id, tokenSha256 })).toEqual({ ok: true })
    expect(verifyChannelToken({ ...headers, 'x-goog-resource-id': 'any' }, channel)).toEqual({ ok: false, failure: 'mismatch' })
  })
})
