import { expect, test } from 'vitest'
import { addressKindOf } from '../../../src/main/outbound/addresses.ts'
import { judgeAddress, judgeUrl } from '../../../src/main/outbound/judge-target.ts'
import { startSubscriber } from '../../support/stand-ins/subscriber.ts'
import { choiceOf, outboundDesk } from './outbound-desk.ts'

const nobody = { port: null, publicUrl: null }

const kinds: Readonly<Record<'public' | 'office' | 'never', readonly string[]>> = {
  public: ['8.8.8.8', '93.184.215.14', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'],
  office: [
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.178.20',
    '100.64.0.1',
    '::1',
    'fd12:3456::1',
    '::ffff:127.0.0.1',
    '::127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
  ],
  never: [
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '169.254.1.1',
    '168.63.129.16',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '::',
    '::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'fd00:ec2::254',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '64:ff9b:1::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '::ffff:169.254.169.254',
    '::ffff:0:127.0.0.1',
    'not an address',
  ],
}

test.each(Object.entries(kinds).flatMap(([kind, addresses]) => addresses.map((address) => ({ kind, address }))))(
  '$address is $kind',
  ({ kind, address }) => {
    expect(addressKindOf(address)).toBe(kind)
  },
)

const urls: readonly (readonly [url: string, refusal: string | null])[] = [
  ['https://crm.example/hook', null],
  ['http://crm.example/hook', 'not-https'],
  ['https://mara:secret@crm.example/hook', 'credentials'],
  ['https://crm.example/hook#part', 'fragment'],
  ['https://127.0.0.1/hook', 'private-address'],
  ['https://127.1/hook', 'private-address'],
  ['https://2130706433/hook', 'private-address'],
  ['https://0x7f.0.0.1/hook', 'private-address'],
  ['https://0177.0.0.1/hook', 'private-address'],
  ['https://%31%32%37.0.0.1/hook', 'private-address'],
  ['https://127。0。0。1/hook', 'private-address'],
  ['https://[::1]/hook', 'private-address'],
  ['https://[::ffff:127.0.0.1]/hook', 'private-address'],
  ['https://[64:ff9b::a00:1]/hook', 'private-address'],
  ['https://0/hook', 'forbidden-address'],
  ['https://0xa9fea9fe/latest/meta-data', 'forbidden-address'],
  ['https://desk.example.com/hook', 'loop'],
  ['https://desk.example.com./hook', 'loop'],
  ['https://desk.example.com:443/hook', 'loop'],
  ['https://127.0.0.1./hook', 'private-address'],
  ['https://desk.example.com:8443/hook', null],
  ['https://127.0.0.1:7420/hook', 'loop'],
]

test.each(urls)('%s is judged before anything is resolved: %s', (url, refusal) => {
  const own = { port: 7420, publicUrl: 'https://desk.example.com' }
  expect(judgeUrl({ url, privateHost: null, plainHost: null }, own)).toBe(refusal)
})

test('what the admin allows is allowed to that host, and to no other', () => {
  const judge = (url: string, host: string) => judgeUrl({ url, privateHost: host, plainHost: host }, nobody)
  expect([
    judge('http://192.168.1.20/hook', '192.168.1.20'),
    judge('http://192.168.1.21/hook', '192.168.1.20'),
    judge('https://192.168.1.21/hook', '192.168.1.20'),
    // Metadata of a cloud is never anybody's subscriber.
    judge('https://169.254.169.254/hook', '169.254.169.254'),
  ]).toEqual([null, 'not-https', 'private-address', 'forbidden-address'])
})

test('the receiver of this desk is no subscriber, under none of this machine’s addresses', () => {
  const judge = (address: string, port: number) => judgeAddress(address, { isAllowed: true, port, own: { port: 7420, publicUrl: null } })
  expect([judge('127.0.0.1', 7420), judge('::1', 7420), judge('::ffff:127.0.0.1', 7420), judge('127.0.0.1', 7421)]).toEqual([
    'loop',
    'loop',
    'loop',
    null,
  ])
})

const answers: readonly { readonly what: string; readonly addresses: readonly string[]; readonly failure: string }[] = [
  { what: 'a private address', addresses: ['10.0.0.7'], failure: 'private-address' },
  { what: 'loopback as IPv4 in IPv6', addresses: ['::ffff:127.0.0.1'], failure: 'private-address' },
  { what: 'a public address and a private one', addresses: ['93.184.215.14', '127.0.0.1'], failure: 'private-address' },
  { what: 'the metadata of a cloud', addresses: ['169.254.169.254'], failure: 'forbidden-address' },
  { what: 'nothing', addresses: [], failure: 'name' },
]

test.each(answers)('a name that resolves to $what is not connected to', async ({ addresses, failure }) => {
  const subscriber = await startSubscriber()
  const desk = await outboundDesk({
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  })
  const { id } = await desk.outbound.create(choiceOf(subscriber.url, { privateHost: null }), 'mara')
  const sent = await desk.outbound.test(id, 'mara')
  expect({ failure: sent?.failure, status: sent?.status, received: subscriber.received.length }).toEqual({
    failure,
    status: null,
    received: 0,
  })
})

test('a redirect to this machine is not followed', async () => {
  const [subscriber, inner] = [await startSubscriber(), await startSubscriber()]
  subscriber.answer({ status: 307, headers: { location: `http://127.0.0.1:${inner.port}/` } })
  const desk = await outboundDesk()
  const { id } = await desk.outbound.create(choiceOf(subscriber.url), 'mara')
  const sent = await desk.outbound.test(id, 'mara')
  expect({ failure: sent?.failure, status: sent?.status, inner: inner.received.length }).toEqual({
    failure: 'redirect',
    status: 307,
    inner: 0,
  })
})

test('an address is judged when it is set, and nothing is made of a refused one', async () => {
  const desk = await outboundDesk()
  await expect(desk.outbound.create(choiceOf('https://10.0.0.1/hook', { privateHost: null }), 'mara')).rejects.toMatchObject({
    reason: 'private-address',
  })
  expect(desk.subscription(1)).toBeNull()
})
