import { expect, test } from 'vitest'
import { addressInWords, heartbeat } from '../../../../src/renderer/app/heartbeat.ts'
import type { DeskStatus } from '../../../../src/shared/contract.ts'

const fine: DeskStatus = {
  version: '0.1.0',
  storeProblem: null,
  storeTrouble: null,
  receiver: { state: 'listening', address: '127.0.0.1', port: 7420 },
  vault: { state: 'ready', backend: 'memory', mustChoose: false },
  lastDelivery: null,
  toLookAt: 0,
  firstStart: false,
  isSandbox: false,
  sampleCount: 0,
  testCount: 0,
}
const taken: DeskStatus = { ...fine, receiver: { state: 'port-taken', address: '127.0.0.1', port: 7420 } }
const failed: DeskStatus = { ...fine, receiver: { state: 'failed', address: '10.0.0.9', port: 80, message: 'no such address.' } }
const vault = (state: DeskStatus['vault']['state']): DeskStatus => ({
  ...fine,
  vault: { state, backend: null, mustChoose: state === 'choose' },
})

test.each([
  ['all is well', fine, { tone: 'good', words: 'Receiving on 127.0.0.1:7420', remedy: null }],
  ['the port is taken', taken, { tone: 'bad', words: 'Not receiving: port 7420 is in use by another program', remedy: 'port' }],
  ['the address is refused', failed, { tone: 'bad', words: 'Not receiving on 10.0.0.9:80: no such address.', remedy: 'restart' }],
  ['it is starting', { ...fine, receiver: { state: 'starting' } }, { tone: 'wary', words: 'Starting to receive', remedy: null }],
  [
    'the database is damaged',
    { ...taken, storeProblem: { message: 'x', file: 'y' } },
    { tone: 'bad', words: 'Not receiving: the database could not be opened', remedy: null },
  ],
  [
    'the secrets are locked',
    vault('locked'),
    { tone: 'bad', words: 'Listening on 127.0.0.1:7420, but the signing secrets are locked', remedy: null },
  ],
  [
    'the keyring changed',
    vault('changed'),
    { tone: 'bad', words: 'Listening on 127.0.0.1:7420, but the signing secrets cannot be read', remedy: null },
  ],
  [
    'nothing was chosen',
    vault('choose'),
    { tone: 'wary', words: 'Listening on 127.0.0.1:7420; choose where to keep signing secrets', remedy: null },
  ],
] as [string, DeskStatus, object][])('when %s, the status line says so', (_when, status, expected) => {
  expect(heartbeat(status, 'connected')).toEqual(expected)
})

test('a lost connection outweighs what was last known', () => {
  expect(heartbeat(fine, 'reconnecting')).toEqual({ tone: 'wary', words: 'The desk is being restarted', remedy: null })
  expect(heartbeat(null, 'connecting')).toEqual({ tone: 'wary', words: 'Starting', remedy: null })
})

test('an IPv6 address has its brackets', () => {
  expect([addressInWords('::1', 7420), addressInWords('127.0.0.1', 80)]).toEqual(['[::1]:7420', '127.0.0.1:80'])
})
