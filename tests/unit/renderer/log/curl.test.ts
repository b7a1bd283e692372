import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlCommand } from '../../../../src/renderer/log/curl.ts'
import type { Delivery } from '../../../../src/shared/delivery.ts'

const body = `{"name":"Jane O'Doe","note":"$HOME \`id\` \\"quoted\\""}\r\n`
const delivery: Delivery = {
  id: 1,
  provider: 'healthcare',
  receivedAtMs: 0,
  providerEvent: null,
  verdict: 'rejected',
  reason: 'signature',
  httpStatus: 401,
  aboutName: null,
  aboutStartMs: null,
  bodySize: body.length,
  durationUs: 1,
  origin: 'real',
  method: 'POST',
  path: '/webhook/appointment',
  headers: [
    ['Host', 'desk.example'],
    ['Content-Length', '50'],
    ['Accept', '*/*'],
    ['X-API-Key', '•••'],
    ['webhook-signature', "v1,it's"],
    ['X-Deskbell-Origin', '•••'],
  ],
  bodyText: body,
  bodyBase64: null,
  bodyTruncated: false,
  bodySha256: '',
  sentence: '',
  issues: [],
  verification: { scheme: null, key: null, skewSeconds: null, failure: null },
  duplicateOf: null,
  remoteAddress: null,
  editedFrom: null,
  isEdited: false,
  isDealtWith: false,
  duplicates: 0,
  changes: [],
}

/** What a POSIX shell hands to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }; ${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

test.skipIf(process.platform === 'win32')(
  'a shell hands curl exactly what came, without the secret and without what curl makes itself',
  () => {
    expect(argumentsOf(curlCommand(delivery, 'http://127.0.0.1:7420')!)).toEqual([
      '-i',
      '-X',
      'POST',
      'http://127.0.0.1:7420/webhook/appointment',
      '-H',
      'Accept: */*',
      '-H',
      'X-API-Key: <fill in>',
      '-H',
      "webhook-signature: v1,it's",
      '--data-raw',
      body,
    ])
  },
)

test('a body that is not text travels as base64', () => {
  const command = curlCommand({ ...delivery, headers: [], bodyText: null, bodyBase64: '/w==' }, 'http://127.0.0.1:7420')
  expect(command).toBe("printf %s '/w==' | base64 -d | curl -i -X POST 'http://127.0.0.1:7420/webhook/appointment' \\\n  --data-binary @-")
})

test.each([
  ['was cut off', { bodyTruncated: true }],
  ['was not kept', { bodyText: null }],
  ['has a zero character', { bodyText: 'a\0b' }],
])('there is no command for a body that %s', (_why, patch) => {
  expect(curlCommand({ ...delivery, ...patch }, 'http://127.0.0.1:7420')).toBeNull()
})
