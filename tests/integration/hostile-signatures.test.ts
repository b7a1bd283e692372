import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { schemes } from '../../src/main/signatures/index.ts'
import type { SigningSchemeId } from '../../src/main/signatures/signature.ts'
import type { SigningProviderId } from '../../src/shared/words.ts'
import {
  answersTo,
  authentic,
  countAppointments,
  jsonType,
  NOTIFICATIONS,
  nowMs,
  openHostileDesk,
  OTHER_SECRET,
  SECRET,
  SETUP,
  wire,
  type Bytes,
  type HeaderLines,
} from './hostile-desk.ts'

const { port, desk } = openHostileDesk()
const fixture = (path: string) => JSON.stringify(JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')))
const visit = fixture('healthcare/brief-scenario-1-scheduled.json')

interface Subject {
  readonly provider: SigningProviderId
  readonly scheme: SigningSchemeId
  readonly path: string
  readonly body: string
  readonly taken: number
}

const subjects: Subject[] = [
  {
    provider: 'calendly',
    scheme: 'calendly-v1',
    path: '/api/webhooks/calendly',
    body: fixture('calendly/composed-invitee-created.json'),
    taken: 200,
  },
  {
    provider: 'cal-com',
    scheme: 'cal-com-sha256',
    path: '/api/webhooks/cal-com',
    body: fixture('cal-com/docs-booking-created-2021-10-20.json'),
    taken: 200,
  },
  {
    provider: 'smart-scheduler',
    scheme: 'standard-webhooks',
    path: '/api/webhooks/smart-scheduler',
    body: fixture('smart-scheduler/composed-created.json'),
    taken: 200,
  },
  { provider: 'healthcare', scheme: 'sha256-hex', path: '/webhook/appointment', body: visit, taken: 201 },
  { provider: 'healthcare', scheme: 'timestamped-hex', path: '/webhook/appointment', body: visit.replace('A12345', 'A2'), taken: 201 },
  { provider: 'healthcare', scheme: 'api-key', path: '/webhook/appointment', body: visit.replace('A12345', 'A3'), taken: 201 },
]

type Signed = Record<string, string>
type Spoil = (signed: Signed, subject: Subject) => HeaderLines
interface Signing {
  readonly atMs?: number
  readonly secret?: string
  readonly body?: string
}

const sign = ({ scheme, body }: Subject, { atMs = nowMs(), secret = SECRET, body: other = body }: Signing = {}): Signed =>
  schemes[scheme].sign({ rawBody: Buffer.from(other), secret, nowMs: atMs })
/** The header in which a scheme carries what proves it. */
const proofOf = (signed: Signed): string => Object.keys(signed).findLast((name) => name !== 'webhook-id') ?? ''
const withProof =
  (change: (proof: string) => string): Spoil =>
  (signed) =>
    Object.entries({ ...signed, [proofOf(signed)]: change(signed[proofOf(signed)] ?? '') })

/** What breaks the proof of every scheme. */
const everyScheme: [string, Spoil][] = [
  ['no header at all', () => []],
  ['an empty header', withProof(() => '')],
  ['a blank header', withProof(() => '   ')],
  ['the header twice', (signed) => [...Object.entries(signed), ...Object.entries(signed)]],
  ['the header twice, the right one last', (signed) => [[proofOf(signed), 'x'.repeat(64)], ...Object.entries(signed)]],
  ['two values in one header', withProof((proof) => `${proof}, ${proof}`)],
  ['one character less', withProof((proof) => proof.slice(0, -1))],
  ['one character more', withProof((proof) => `${proof}0`)],
  ['only the beginning', withProof((proof) => proof.slice(0, 10))],
  ['another character at its end', withProof((proof) => proof.slice(0, -2) + (proof.endsWith('00') ? '11' : '00'))],
  ['letters outside ASCII', withProof((proof) => `${proof.slice(0, -1)}\u00e9`)],
  ['a value of 8 KB', withProof((proof) => proof + 'a'.repeat(8_000))],
  ['quotes around it', withProof((proof) => `"${proof}"`)],
  ['markup', withProof(() => '<script>alert(1)</script>')],
  ['a query of a database', withProof(() => "' OR '1'='1")],
  ['the word null', withProof(() => 'null')],
  ['a list', withProof((proof) => `["${proof}"]`)],
  ['the secret itself, in another header', () => [['X-Secret', SECRET]]],
  ['another provider’s secret', (_signed, subject) => Object.entries(sign(subject, { secret: OTHER_SECRET }))],
]

/** What breaks a proof that covers the body. */
const signsBody: [string, Spoil][] = [
  ['the signature of an empty body', (_signed, subject) => Object.entries(sign(subject, { body: '' }))],
  ['the signature of a body with one more blank', (_signed, subject) => Object.entries(sign(subject, { body: `${subject.body} ` }))],
  ['the signature of another delivery', (_signed, subject) => Object.entries(sign(subject, { body: '{"event":"other"}' }))],
  ['noughts for a digest', withProof((proof) => proof.replace(/[0-9a-f]{64}|[A-Za-z0-9+/]{43}=/, (digest) => '0'.repeat(digest.length)))],
  ['no hex in the digest', withProof((proof) => proof.replace(/[0-9a-f]{64}|[A-Za-z0-9+/]{43}=/, (digest) => 'z'.repeat(digest.length)))],
  ['SHA-1 by its label', withProof((proof) => `sha1=${proof.slice(-40)}`)],
]

const timed = (spoilSeconds: (seconds: number) => string): Spoil => {
  return (signed) =>
    Object.entries(signed).map(([name, value]) => {
      const seconds = Math.floor(nowMs() / 1000)
      return name === 'webhook-timestamp'
        ? [name, spoilSeconds(seconds)]
        : [name, value.replace(/^t=\d+/, () => `t=${spoilSeconds(seconds)}`)]
    })
}

/** What breaks a proof that covers the time. */
const signsTime: [string, Spoil][] = [
  ['a time of an hour ago, truly signed', (_signed, subject) => Object.entries(sign(subject, { atMs: nowMs() - 3_600_000 }))],
  ['a time in an hour, truly signed', (_signed, subject) => Object.entries(sign(subject, { atMs: nowMs() + 3_600_000 }))],
  ['the beginning of time, truly signed', (_signed, subject) => Object.entries(sign(subject, { atMs: 0 }))],
  ['a time that the signature does not cover', timed((seconds) => String(seconds - 1))],
  ['no time', timed(() => '')],
  ['NaN', timed(() => 'NaN')],
  ['Infinity', timed(() => 'Infinity')],
  ['a time before 1970', timed((seconds) => `-${seconds}`)],
  ['a time with a sign', timed((seconds) => `+${seconds}`)],
  ['a time with a fraction', timed((seconds) => `${seconds}.5`)],
  ['a time with an exponent', timed((seconds) => `${seconds / 10}e1`)],
  ['a time in hex', timed((seconds) => `0x${seconds.toString(16)}`)],
  ['a time in milliseconds', timed((seconds) => `${seconds}000`)],
  ['a time of forty digits', timed(() => '9'.repeat(40))],
  ['a date in words', timed(() => new Date(nowMs()).toISOString())],
  ['a time with noughts before it', timed((seconds) => `000${seconds}`)],
]

const bySchemes: Partial<Record<SigningSchemeId, [string, Spoil][]>> = {
  'calendly-v1': [
    ['no version', withProof((proof) => proof.replace('v1=', ''))],
    ['version 0', withProof((proof) => proof.replace('v1=', 'v0='))],
    ['two signatures', withProof((proof) => `${proof},v1=${'0'.repeat(64)}`)],
    ['two times', withProof((proof) => `t=1,${proof}`)],
    ['semicolons', withProof((proof) => proof.replace(',', ';'))],
    ['names in capitals', withProof((proof) => proof.toUpperCase())],
    ['the digest alone', withProof((proof) => proof.split('v1=')[1] ?? '')],
    ['the older header, which is switched off', (signed) => [['X-Calendly-Signature', Object.values(signed)[0] ?? '']]],
    ['GitHub’s header', (signed) => [['X-Hub-Signature-256', Object.values(signed)[0] ?? '']]],
  ],
  'cal-com-sha256': [
    ['Cal.com’s text for no secret', withProof(() => 'no-secret-provided')],
    ['a label', withProof((proof) => `sha256=${proof}`)],
    ['base64', withProof((proof) => Buffer.from(proof, 'hex').toString('base64'))],
    ['the form of Calendly', withProof((proof) => `t=1,v1=${proof}`)],
    ['a blank inside', withProof((proof) => `${proof.slice(0, 32)} ${proof.slice(32)}`)],
  ],
  'standard-webhooks': [
    ['no id', ({ 'webhook-id': _id, ...rest }) => Object.entries(rest)],
    ['another id', (signed) => Object.entries({ ...signed, 'webhook-id': 'msg_other' })],
    ['an empty id', (signed) => Object.entries({ ...signed, 'webhook-id': '' })],
    ['an id with a full stop', (signed) => Object.entries({ ...signed, 'webhook-id': `${signed['webhook-id']}.1` })],
    ['an id of 300 characters', (signed) => Object.entries({ ...signed, 'webhook-id': 'm'.repeat(300) })],
    ['an id twice', (signed) => [...Object.entries(signed), ['webhook-id', 'msg_other']]],
    ['only a later version', withProof((proof) => proof.replace('v1,', 'v2,'))],
    ['only the version with a key pair', withProof((proof) => proof.replace('v1,', 'v1a,'))],
    ['a list of a hundred wrong ones', withProof(() => Array.from({ length: 100 }, () => `v1,${'A'.repeat(43)}=`).join(' '))],
    ['no version', withProof((proof) => proof.replace('v1,', ''))],
    ['hex', withProof((proof) => `v1,${Buffer.from(proof.slice(3), 'base64').toString('hex')}`)],
    ['base64 for addresses', withProof((proof) => proof.replace(/[+/]/g, '_').replace('=', ''))],
    ['its older names', (signed) => Object.entries(signed).map(([name, value]) => [name.replace('webhook', 'svix'), value])],
  ],
  'sha256-hex': [
    ['the label of another digest', withProof((proof) => proof.replace('sha256=', 'sha512='))],
    ['the label twice', withProof((proof) => `sha256=${proof}`)],
    ['base64', withProof((proof) => `sha256=${Buffer.from(proof.slice(7), 'hex').toString('base64')}`)],
    ['a wrong one under the stronger name', (signed) => [['X-Smart-Scheduler-Signature', 'x'], ...Object.entries(signed)]],
  ],
  'timestamped-hex': [
    ['a digest without its time', withProof((proof) => proof.split('v1=')[1] ?? '')],
    [
      'an empty time beside it',
      (signed) => [
        ['X-Webhook-Signature', signed[proofOf(signed)]?.split('v1=')[1] ?? ''],
        ['X-Webhook-Timestamp', ''],
      ],
    ],
    [
      'two times beside it',
      (signed) => [
        ['X-Webhook-Signature', signed[proofOf(signed)]?.split('v1=')[1] ?? ''],
        ['X-Webhook-Timestamp', '1'],
        ['X-Webhook-Timestamp', '2'],
      ],
    ],
  ],
  'api-key': [
    ['another kind of authorization', () => [['Authorization', `Basic ${Buffer.from(`user:${SECRET}`).toString('base64')}`]]],
    ['no kind', () => [['Authorization', SECRET]]],
    ['the kind alone', () => [['Authorization', 'Bearer']]],
    ['a key after the key', () => [['Authorization', `Bearer ${SECRET} ${SECRET}`]]],
    [
      'a wrong token before the right key',
      () => [
        ['Authorization', 'Bearer wrong'],
        ['X-API-Key', SECRET],
      ],
    ],
    [
      'two keys',
      () => [
        ['X-API-Key', SECRET],
        ['X-API-Key', SECRET],
      ],
    ],
    ['the key in capitals', () => [['X-API-Key', SECRET.toUpperCase()]]],
    ['the key in a cookie', () => [['Cookie', `api_key=${SECRET}`]]],
  ],
}

describe.each(subjects)('$scheme', (subject) => {
  const { provider, scheme, path, body, taken } = subject
  beforeAll(async () => {
    if (provider === 'healthcare' && (scheme === 'sha256-hex' || scheme === 'timestamped-hex' || scheme === 'api-key'))
      await desk().providers.setScheme({ provider, scheme })
  })
  const isTimed = schemes[scheme].toleranceSeconds !== null
  const table = [
    // Standard Webhooks allows a list, so that a sender can sign with two keys; one of them has to be right.
    ...everyScheme.filter(([name]) => scheme !== 'standard-webhooks' || name !== 'two values in one header'),
    ...(scheme === 'api-key' ? [] : signsBody),
    ...(isTimed ? signsTime : []),
    ...(bySchemes[scheme] ?? []),
  ]

  test.each(table)('%s is not authenticated', async (_name, spoil) => {
    const before = await countAppointments(desk())
    const bytes: Bytes = () => wire('POST', path, [jsonType, ...spoil(sign(subject), subject)], body)
    expect(await answersTo(port(), bytes)).toEqual([401])
    expect(await countAppointments(desk())).toBe(before)
  })

  test('what is signed as it should be is taken', async () => {
    expect(await answersTo(port(), () => wire('POST', path, [jsonType, ...Object.entries(sign(subject))], body))).toEqual([taken])
  })
})

describe('between providers', () => {
  const [calendly, calCom] = subjects as [Subject, Subject]
  test.each<[string, Bytes]>([
    [
      'Cal.com’s signature at Calendly',
      () => wire('POST', calendly.path, [jsonType, ...Object.entries(sign(calCom, { body: calendly.body }))], calendly.body),
    ],
    [
      'Calendly’s signature at Cal.com',
      () => wire('POST', calCom.path, [jsonType, ...Object.entries(sign(calendly, { body: calCom.body }))], calCom.body),
    ],
    [
      'the signatures of all schemes at once, each by another secret',
      () =>
        wire(
          'POST',
          calendly.path,
          [jsonType, ...subjects.slice(0, 3).flatMap((one) => Object.entries(sign(one, { secret: OTHER_SECRET, body: calendly.body })))],
          calendly.body,
        ),
    ],
    ['Calendly’s other path, unsigned', () => wire('POST', '/api/calendly/webhook', [jsonType], calendly.body)],
  ])('%s is not authenticated', async (_name, bytes) => {
    expect(await answersTo(port(), bytes)).toEqual([401])
  })
})

const channel = [
  ['X-Goog-Channel-ID', 'channel-of-nobody'],
  ['X-Goog-Channel-Token', 'token-of-nobody-at-all'],
  ['X-Goog-Resource-ID', 'resource'],
  ['X-Goog-Resource-State', 'exists'],
  ['X-Goog-Message-Number', '1'],
] as const
const without = (name: string): HeaderLines => channel.filter(([known]) => known !== name)
const withValue = (name: string, value: string): HeaderLines => [...without(name), [name, value]]

describe('Google’s notifications', () => {
  test.each<[string, HeaderLines, string?]>([
    ['nothing', []],
    ['a channel of nobody', channel],
    ['no channel', without('X-Goog-Channel-ID')],
    ['no token', without('X-Goog-Channel-Token')],
    ['an empty channel', withValue('X-Goog-Channel-ID', '')],
    ['two channels', [...channel, ['X-Goog-Channel-ID', 'another']]],
    ['a channel of 8 KB', withValue('X-Goog-Channel-ID', 'c'.repeat(8_000))],
    ['a channel that ends a query', withValue('X-Goog-Channel-ID', "'; DROP TABLE google_channels; --")],
    ['a channel of the prototype', withValue('X-Goog-Channel-ID', '__proto__')],
    ['a channel outside ASCII', withValue('X-Goog-Channel-ID', '\u00e9\u00ff')],
    ['a state of nobody', withValue('X-Goog-Resource-State', '<img src=x>')],
    ['a number that is none', withValue('X-Goog-Message-Number', 'NaN')],
    ['an end that is no date', [...channel, ['X-Goog-Channel-Expiration', 'never']]],
    ['a body', channel, '{"__proto__":{"x":1}}'],
    ['a form', [...channel, ['Content-Type', 'application/x-www-form-urlencoded']], 'a=b'],
  ])('%s is not authenticated', async (_name, lines, body = '') => {
    expect(await answersTo(port(), () => wire('POST', NOTIFICATIONS, lines, body))).toEqual([401])
  })
})

describe('the setup of Google’s channels', () => {
  beforeAll(async () => void (await desk().google.makeSetupKey()))
  test.each<[string, HeaderLines, string?]>([
    ['no key', []],
    ['an empty key', [['X-API-Key', '']]],
    ['a wrong key', [['X-API-Key', 'x'.repeat(43)]]],
    ['an endless key', [['X-API-Key', 'x'.repeat(8_000)]]],
    ['an empty token', [['Authorization', 'Bearer ']]],
    ['another provider’s secret', [['Authorization', `Bearer ${SECRET}`]]],
    [
      'two keys',
      [
        ['X-API-Key', 'a'],
        ['X-API-Key', 'b'],
      ],
    ],
    ['a key outside ASCII', [['X-API-Key', '\u00e9'.repeat(43)]]],
    ['a key in the body', [jsonType], '{"key":"x"}'],
    ['a proto', [['X-API-Key', '__proto__']]],
  ])('%s is not authenticated', async (_name, lines, body = '') => {
    expect(await answersTo(port(), () => wire('POST', SETUP, lines, body))).toEqual([401])
  })
})

test('a delivery that was listened to and sent again is a duplicate, and one that is sent too late is refused', async () => {
  const body = fixture('calendly/composed-invitee-canceled-by-invitee.json')
  const overheard = authentic('calendly', body)
  const before = await countAppointments(desk())
  expect(await answersTo(port(), () => overheard)).toEqual([200])
  const after = await countAppointments(desk())
  expect(await answersTo(port(), () => overheard)).toEqual([200])
  // Each of these takes its minute, and Calendly's signature is good for three.
  expect(await answersTo(port(), () => overheard)).toEqual([401])
  expect([before <= after, await countAppointments(desk())]).toEqual([true, after])
})
