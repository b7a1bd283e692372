import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { providers } from '../../src/main/providers/index.ts'
import {
  authentic,
  countAppointments,
  answersTo,
  jsonType,
  NOTIFICATIONS,
  openHostileDesk,
  SETUP,
  signatureOf,
  wire,
  type Row,
} from './hostile-desk.ts'

const { port, desk } = openHostileDesk()
const endpoints = [...Object.values(providers).flatMap(({ paths }) => [...paths]), NOTIFICATIONS, SETUP]
const webhooks = Object.values(providers).flatMap(({ paths }) => [...paths])
const calendly = '/api/webhooks/calendly'
const booking = JSON.stringify(
  JSON.parse(readFileSync(new URL('../fixtures/calendly/composed-invitee-created.json', import.meta.url), 'utf8')),
)
const close = 'Connection: close\r\n'
const host = 'Host: desk.example.com\r\n'

const methods: Row[] = [
  ...endpoints.flatMap((path) =>
    ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method): Row => [`${method} ${path}`, () => wire(method, path), [405]]),
  ),
  ...['/health', '/api/calendly/webhook/test', '/api/calendar/webhook/test'].flatMap((path) =>
    ['POST', 'DELETE'].map((method): Row => [`${method} ${path}`, () => wire(method, path), [405]]),
  ),
  ['TRACE, which would repeat what it was sent', () => wire('TRACE', calendly, [['X-Mark', 'echo']]), [405]],
  ['CONNECT, which would make a proxy of it', () => wire('CONNECT', 'example.com:443'), []],
  ['PROPFIND', () => wire('PROPFIND', calendly), [405]],
  ['a method of nobody', () => wire('BREW', calendly), [400]],
  ['a method in small letters', () => wire('post', calendly), [400]],
  ['a method with a blank before it', () => ` POST ${calendly} HTTP/1.1\r\n${host}${close}\r\n`, [400]],
  ['an overridden method', () => wire('GET', calendly, [['X-HTTP-Method-Override', 'POST']]), [405]],
]

const types: Row[] = webhooks.flatMap((path): Row[] => [
  [`${path} without a type`, () => wire('POST', path, [], '{}'), [415]],
  [`${path} with an empty type`, () => wire('POST', path, [['Content-Type', '']], '{}'), [415]],
  [`${path} with XML`, () => wire('POST', path, [['Content-Type', 'application/xml']], '<a/>'), [415]],
  [`${path} with parts`, () => wire('POST', path, [['Content-Type', 'multipart/form-data; boundary=x']], '--x--'), [415]],
  [`${path} with JSON in UTF-16`, () => wire('POST', path, [['Content-Type', 'application/json; charset=utf-16']], '{}'), [415]],
  [`${path} with a compressed body`, () => wire('POST', path, [jsonType, ['Content-Encoding', 'gzip']], '{}'), [415]],
  [`${path} with Brotli in Brotli`, () => wire('POST', path, [jsonType, ['Content-Encoding', 'br, br']], '{}'), [415]],
])

const oddTypes: Row[] = [
  ['text that calls itself JSON', () => wire('POST', calendly, [['Content-Type', 'text/json']], '{}'), [415]],
  ['a type that only begins like JSON', () => wire('POST', calendly, [['Content-Type', 'application/jsonp']], '{}'), [415]],
  ['lines of JSON', () => wire('POST', calendly, [['Content-Type', 'application/x-ndjson']], '{}'), [415]],
  ['any type at all', () => wire('POST', calendly, [['Content-Type', '*/*']], '{}'), [415]],
  ['two types in one', () => wire('POST', calendly, [['Content-Type', 'text/plain, application/json']], '{}'), [415]],
  ['two types, the first of them wrong', () => wire('POST', calendly, [['Content-Type', 'text/plain'], jsonType], '{}'), [415]],
  ['two charsets', () => wire('POST', calendly, [['Content-Type', 'application/json; charset=utf-8; charset=utf-7']], '{}'), [415]],
  ['a type of 8 KB', () => wire('POST', calendly, [['Content-Type', `application/${'x'.repeat(8_000)}`]], '{}'), [415]],
  ['a type with brackets', () => wire('POST', calendly, [['Content-Type', 'application/<script>+json']], '{}'), [415]],
  ['an unknown coding', () => wire('POST', calendly, [jsonType, ['Content-Encoding', 'made-up']], '{}'), [415]],
]

const lengths: Row[] = [
  ['no length and no chunks', () => `POST ${calendly} HTTP/1.1\r\n${host}Content-Type: application/json\r\n${close}\r\n`, [401]],
  ['a negative length', () => wire('POST', calendly, [jsonType, ['Content-Length', '-1']], '{}'), [400]],
  ['a length with a sign', () => wire('POST', calendly, [jsonType, ['Content-Length', '+2']], '{}'), [400]],
  ['a length in hex', () => wire('POST', calendly, [jsonType, ['Content-Length', '0x2']], '{}'), [400]],
  ['a length with a fraction', () => wire('POST', calendly, [jsonType, ['Content-Length', '2.0']], '{}'), [400]],
  ['a length in words', () => wire('POST', calendly, [jsonType, ['Content-Length', 'two']], '{}'), [400]],
  ['an empty length', () => wire('POST', calendly, [jsonType, ['Content-Length', '']], '{}'), [400]],
  ['a length beyond 64 bits', () => wire('POST', calendly, [jsonType, ['Content-Length', '9'.repeat(30)]], '{}'), [400]],
  ['a length of a terabyte', () => wire('POST', calendly, [jsonType, ['Content-Length', '1099511627776']], '{}'), [413]],
  ['two lengths', () => wire('POST', calendly, [jsonType, ['Content-Length', '2'], ['Content-Length', '3']], '{}'), [400]],
  ['two equal lengths', () => wire('POST', calendly, [jsonType, ['Content-Length', '2'], ['Content-Length', '2']], '{}'), [400]],
  ['a list of lengths', () => wire('POST', calendly, [jsonType, ['Content-Length', '2, 2']], '{}'), [400]],
  [
    'a length and chunks, the one for a proxy and the other for us',
    () => wire('POST', calendly, [jsonType, ['Content-Length', '6'], ['Transfer-Encoding', 'chunked']], '0\r\n\r\nG'),
    [400],
  ],
  [
    'chunks and a length',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked'], ['Content-Length', '4']], '5c\r\nGPOST / HTTP/1.1\r\n\r\n'),
    [400],
  ],
  [
    'chunks with a blank before the colon',
    () => `POST ${calendly} HTTP/1.1\r\n${host}Transfer-Encoding : chunked\r\n${close}\r\n0\r\n\r\n`,
    [400],
  ],
  ['another transfer coding', () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'gzip']], '{}'), [400]],
  [
    'chunks that are not the last coding',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked, gzip']], '0\r\n\r\n'),
    [400],
  ],
  [
    'a chunk with a size that is none',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], 'zz\r\n{}\r\n0\r\n\r\n'),
    [400],
  ],
  [
    'a chunk with a negative size',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], '-2\r\n{}\r\n0\r\n\r\n'),
    [400],
  ],
  [
    'a chunk with a size beyond 64 bits',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], `${'f'.repeat(17)}\r\n{}\r\n0\r\n\r\n`),
    [400],
  ],
  [
    'a chunk longer than it says',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], '1\r\n{}\r\n0\r\n\r\n'),
    [400],
  ],
  [
    'chunks whose lines end with a line feed alone',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], '2\n{}\n0\n\n'),
    [400],
  ],
  [
    'an extension of a chunk without end',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], `2;${'x'.repeat(40_000)}\r\n{}\r\n0\r\n\r\n`),
    [400],
  ],
  [
    'chunks of one byte, with a trailer that signs them',
    () =>
      wire(
        'POST',
        calendly,
        [jsonType, ['Transfer-Encoding', 'chunked'], ['Trailer', 'Calendly-Webhook-Signature']],
        `1\r\n{\r\n1\r\n}\r\n0\r\n${signatureOf('calendly', '{}')
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('')}\r\n`,
      ),
    [401],
  ],
  ['a body of 256 KiB and a byte', () => wire('POST', calendly, [jsonType], 'x'.repeat(256 * 1024 + 1)), [413]],
  [
    'chunks of 256 KiB and a byte',
    () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], `40001\r\n${'x'.repeat(0x40001)}\r\n0\r\n\r\n`),
    [413],
  ],
  ['a notification that says it has a megabyte', () => wire('POST', NOTIFICATIONS, [['Content-Length', '1048576']], ''), [413]],
]

const broken: Row[] = [
  ['a body that is shorter than its length', () => wire('POST', calendly, [jsonType, ['Content-Length', '100']], '{}'), [400]],
  ['a head that breaks off', () => `POST ${calendly} HTTP/1.1\r\n${host}Content-Ty`, [400]],
  ['a line that breaks off', () => 'POST /api/web', [400]],
  ['chunks that break off', () => wire('POST', calendly, [jsonType, ['Transfer-Encoding', 'chunked']], '2\r\n{'), [400]],
]

const heads: Row[] = [
  ['no host', () => `POST ${calendly} HTTP/1.1\r\nContent-Length: 0\r\n${close}\r\n`, [400]],
  ['two hosts', () => wire('POST', calendly, [['Host', 'a.example'], ['Host', 'b.example'], jsonType], '{}'), [400]],
  ['an empty host', () => wire('POST', calendly, [['Host', ''], jsonType], '{}'), [401]],
  ['a host with markup', () => wire('POST', calendly, [['Host', '"><script>x</script>'], jsonType], '{}'), [401]],
  ['a host with a port beyond all ports', () => wire('POST', calendly, [['Host', 'a:99999'], jsonType], '{}'), [401]],
  ['a host that names a user', () => wire('POST', calendly, [['Host', 'a@b.example'], jsonType], '{}'), [401]],
  [
    'a header folded over two lines',
    () => `POST ${calendly} HTTP/1.1\r\n${host}X-Fold: a\r\n b\r\nContent-Length: 0\r\n${close}\r\n`,
    [400],
  ],
  ['a header without a colon', () => `POST ${calendly} HTTP/1.1\r\n${host}nonsense\r\n${close}\r\n`, [400]],
  ['a header without a name', () => `POST ${calendly} HTTP/1.1\r\n${host}: x\r\n${close}\r\n`, [400]],
  ['a name with a blank', () => `POST ${calendly} HTTP/1.1\r\n${host}X Y: z\r\n${close}\r\n`, [400]],
  ['a name with brackets', () => `POST ${calendly} HTTP/1.1\r\n${host}<X>: z\r\n${close}\r\n`, [400]],
  ['a name outside ASCII', () => Buffer.from(`POST ${calendly} HTTP/1.1\r\n${host}Schlüssel: z\r\n${close}\r\n`, 'utf8'), [400]],
  ['a value with a NUL', () => wire('POST', calendly, [['X-Mark', 'a\0b'], jsonType], '{}'), [400]],
  ['a value with a bare carriage return', () => wire('POST', calendly, [['X-Mark', 'a\rX-Injected: b'], jsonType], '{}'), [400]],
  ['a value with a bare line feed', () => `POST ${calendly} HTTP/1.1\r\n${host}X-Mark: a\nX-Injected: b\r\n${close}\r\n`, [400]],
  ['a value with escapes of a terminal', () => wire('POST', calendly, [['X-Mark', '\u001b[2J'], jsonType], '{}'), [400]],
  ['a value outside ASCII', () => wire('POST', calendly, [['X-Mark', 'ü\u00ff'], jsonType], '{}'), [401]],
  [
    'lines that end with a line feed alone',
    () => `POST ${calendly} HTTP/1.1\n${host.replace('\r', '')}${close.replace('\r', '')}\n`,
    [400],
  ],
  ['a header of 20 KB', () => wire('POST', calendly, [['X-Long', 'x'.repeat(20_000)], jsonType], '{}'), [431]],
  [
    'a thousand headers of 20 bytes',
    () =>
      wire(
        'POST',
        calendly,
        Array.from({ length: 1000 }, (_, n) => [`X-${n}`, 'y'.repeat(14)] as const),
      ),
    [431],
  ],
  [
    'three hundred short headers',
    () => wire('POST', calendly, [...Array.from({ length: 300 }, (_, n) => [`X-${n}`, 'y'] as const), jsonType], '{}'),
    [401],
  ],
  ['an expectation that nobody has', () => wire('POST', calendly, [jsonType, ['Expect', 'a-miracle']], '{}'), [417]],
  ['a wish to go on, from a stranger', () => wire('POST', calendly, [jsonType, ['Expect', '100-continue']], '{}'), [100, 401]],
  [
    'an upgrade to WebSocket',
    () =>
      wire('GET', '/health', [
        ['Connection', 'Upgrade, close'],
        ['Upgrade', 'websocket'],
        ['Sec-WebSocket-Key', 'x'],
      ]),
    [200],
  ],
  [
    'an upgrade to HTTP/2',
    () =>
      wire('GET', '/health', [
        ['Connection', 'Upgrade, HTTP2-Settings, close'],
        ['Upgrade', 'h2c'],
        ['HTTP2-Settings', 'AAMAAABk'],
      ]),
    [200],
  ],
  ['a range of a page', () => wire('GET', '/health', [['Range', 'bytes=0-0,0-1,0-2']]), [200]],
  [
    'a condition on a page',
    () =>
      wire('GET', '/health', [
        ['If-None-Match', '*'],
        ['If-Modified-Since', 'yesterday'],
      ]),
    [200],
  ],
  ['a body with a GET', () => wire('GET', '/health', [['Content-Length', '2']], '{}'), [200]],
  [
    'forwarded headers, which nobody may make us believe',
    () =>
      wire(
        'POST',
        calendly,
        [
          ['X-Forwarded-For', '10.0.0.1, <x>'],
          ['X-Forwarded-Host', 'evil.example'],
          ['X-Forwarded-Proto', 'https'],
          ['Forwarded', 'for=_x'],
          jsonType,
        ],
        '{}',
      ),
    [401],
  ],
  [
    'a path in a header, for a proxy that believes it',
    () =>
      wire('POST', '/nowhere', [
        ['X-Original-URL', calendly],
        ['X-Rewrite-URL', calendly],
      ]),
    [404],
  ],
]

const versions: Row[] = [
  ['HTTP/1.0', () => `POST ${calendly} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`, [401]],
  ['HTTP/1.0 without anything', () => 'GET /health HTTP/1.0\r\n\r\n', [200]],
  ['HTTP/0.9', () => 'GET /health\r\n\r\n', [200]],
  ['HTTP/1.2', () => `GET /health HTTP/1.2\r\n${host}${close}\r\n`, [400]],
  ['HTTP/9.9', () => `GET /health HTTP/9.9\r\n${host}${close}\r\n`, [400]],
  ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  ['a greeting of TLS', () => Buffer.from('16030100a50100', 'hex'), [400]],
  ['another protocol', () => 'SSH-2.0-OpenSSH_9.6\r\n', [400]],
  ['mail', () => 'EHLO example.com\r\n', [400]],
  ['noughts', () => Buffer.alloc(64), [400]],
]

const paths: Row[] = [
  ['two slashes at the beginning', () => wire('POST', `/${calendly}`), [404]],
  ['two slashes inside', () => wire('POST', '/api//webhooks/calendly'), [404]],
  ['a slash at the end', () => wire('POST', `${calendly}/`), [404]],
  ['dots', () => wire('POST', '/api/./webhooks/calendly'), [404]],
  ['two dots', () => wire('POST', '/api/x/../webhooks/calendly'), [404]],
  ['two dots that lead out', () => wire('GET', '/../../../../etc/passwd'), [404]],
  ['escaped dots that lead out', () => wire('GET', '/%2e%2e/%2e%2e/etc/passwd'), [404]],
  ['twice escaped dots', () => wire('GET', '/%252e%252e%252fetc%252fpasswd'), [404]],
  ['backslashes', () => wire('GET', '/..\\..\\windows\\win.ini'), [404]],
  ['an escaped slash', () => wire('POST', '/api%2fwebhooks%2fcalendly'), [404]],
  ['an escaped NUL', () => wire('POST', `${calendly}%00`), [404]],
  ['an escape that is none', () => wire('GET', '/%zz'), [400]],
  ['an escape that breaks off', () => wire('GET', '/health%'), [400]],
  ['escapes that are no UTF-8', () => wire('GET', '/%ff%fe'), [400]],
  ['a semicolon', () => wire('POST', `${calendly};jsessionid=1`), [404]],
  ['capitals', () => wire('POST', calendly.toUpperCase()), [404]],
  ['a path of 8 KB', () => wire('GET', `/${'x'.repeat(8_000)}`), [404]],
  ['a path of 20 KB', () => wire('GET', `/${'x'.repeat(20_000)}`), [431]],
  ['a query of 8 KB', () => wire('POST', `${calendly}?${'a=b&'.repeat(2_000)}`, [jsonType], '{}'), [401]],
  ['a query that pollutes', () => wire('POST', `${calendly}?__proto__[x]=1&constructor.prototype.x=1`, [jsonType], '{}'), [401]],
  ['a query with markup', () => wire('GET', '/health?x=<script>alert(1)</script>'), [200]],
  ['a fragment', () => wire('GET', '/health#/../x'), [200]],
  ['a path outside ASCII', () => Buffer.from(`GET /gesundheit-ü HTTP/1.1\r\n${host}${close}\r\n`, 'utf8'), [400]],
  ['a path with a blank', () => wire('GET', '/health x'), [400]],
  ['a path without a slash', () => wire('GET', 'health'), [400]],
  ['a whole address', () => wire('GET', 'http://evil.example/health'), [200]],
  ['an address of a file', () => wire('GET', 'file:///etc/passwd'), [404]],
  ['the star', () => wire('OPTIONS', '*'), [404]],
  ['the address of a prototype', () => wire('GET', '/__proto__'), [404]],
  ['an unknown provider', () => wire('POST', '/api/webhooks/constructor', [jsonType], '{}'), [404]],
  ['a nonce that is none of ours', () => wire('GET', `/api/reach/${'a'.repeat(64)}`), [404]],
  ['a nonce of 4 KB', () => wire('GET', `/api/reach/${'a'.repeat(4_000)}`), [404]],
  ['a nonce with a way out', () => wire('GET', '/api/reach/..%2f..%2fetc%2fpasswd'), [404]],
  ['the database', () => wire('GET', '/deskbell.db'), [404]],
  ['an environment', () => wire('GET', '/.env'), [404]],
  ['a repository', () => wire('GET', '/.git/config'), [404]],
  ['a login of somebody else’s software', () => wire('POST', '/wp-login.php'), [404]],
]

const rows: readonly (readonly [string, readonly Row[]])[] = [
  ['methods', methods],
  ['types and codings', [...types, ...oddTypes]],
  ['lengths and chunks', lengths],
  ['headers', heads],
  ['versions and other protocols', versions],
  ['paths', paths],
]

describe.each(rows)('%s', (_what, table) => {
  test.each([...table])('%s', async (_name, bytes, statuses) => {
    expect(await answersTo(port(), bytes)).toEqual(statuses)
  })
})

describe('what breaks off', () => {
  test.each(broken)('%s', async (_name, bytes, statuses) => {
    expect(await answersTo(port(), bytes, true)).toEqual(statuses)
  })
})

describe('several on one connection', () => {
  const kept = [['Connection', 'keep-alive']] as const
  const table: Row[] = [
    [
      'two strangers and a page, each answered in turn',
      () => Buffer.concat([wire('POST', calendly, [jsonType, ...kept], '{}'), wire('GET', '/nowhere', kept), wire('GET', '/health')]),
      [401, 404, 200],
    ],
    [
      'a second request hidden in a body is read as a body',
      () => {
        const hidden = wire('GET', '/health').toString('latin1')
        return Buffer.concat([wire('POST', calendly, [jsonType, ...kept], hidden), wire('GET', '/health')])
      },
      [401, 200],
    ],
    [
      'after broken framing nothing more is read',
      () => Buffer.concat([wire('POST', calendly, [jsonType, ['Content-Length', '-1'], ...kept], ''), wire('GET', '/health')]),
      [400],
    ],
    [
      'after a body that says it is too large nothing more is read',
      () => Buffer.concat([wire('POST', calendly, [jsonType, ['Content-Length', '300000'], ...kept], '{}'), wire('GET', '/health')]),
      [413],
    ],
  ]
  test.each(table)('%s', async (_name, bytes, statuses) => {
    expect(await answersTo(port(), bytes)).toEqual(statuses)
  })
})

test('none of it became an appointment, and the next authentic delivery is taken', async () => {
  expect(await countAppointments(desk())).toBe(0)
  expect(await answersTo(port(), () => authentic('calendly', booking))).toEqual([200])
  expect(await countAppointments(desk())).toBe(1)
})
