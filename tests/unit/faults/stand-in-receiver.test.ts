import { once } from 'node:events'
import { request as secureRequest } from 'node:https'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { findFreePort, isBindable } from '../../../src/main/desk/listening.ts'
import { createStandInReceiver } from '../../../src/main/faults/stand-in-receiver.ts'
import type { ReceiverPlace } from '../../../src/main/faults/stand-in-receiver.ts'
import { bodyLimitBytes } from '../../../src/main/receiver/limits.ts'
import { makeCertificate } from '../../support/certificates.ts'
import { send } from '../../support/test-receiver.ts'

async function standIn(certificate: ReceiverPlace['certificate'] = null) {
  const port = await findFreePort('127.0.0.1', 43_000)
  const told: (number | null)[] = []
  const receiver = createStandInReceiver((taken) => told.push(taken))
  onTestFinished(() => receiver.release())
  await receiver.take({ address: '127.0.0.1', port, certificate })
  return { port, told, receiver }
}

const later = { status: 503, json: { status: 'error', message: 'Not ready, try again' } }

test('whoever posts while the desk is away is asked to try again, with the words of the desk', async () => {
  const { port } = await standIn()
  const replies = await Promise.all([
    send(port, { path: '/api/webhooks/calendly', headers: { 'content-type': 'application/json' }, body: '{"event":"invitee.created"}' }),
    send(port, { method: 'GET', path: '/health' }),
    send(port, { path: '/', body: 'x'.repeat(bodyLimitBytes) }),
  ])
  expect(replies).toMatchObject([later, later, later])
  expect(replies.map(({ headers }) => headers['retry-after'])).toEqual(['5', '5', '5'])
})

test('a body without an end is cut off, and what is no HTTP is told so', async () => {
  const { port } = await standIn()
  await expect(send(port, { path: '/', body: 'x'.repeat(3 * bodyLimitBytes) })).rejects.toThrow(/hang up|ECONNRESET|EPIPE/)
  const socket = connect(port, '127.0.0.1')
  socket.end('hello?\r\n\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
})

test('the place is free as soon as it is asked for, whoever is connected', async () => {
  const { port, receiver, told } = await standIn()
  const dawdler = connect(port, '127.0.0.1')
  dawdler.on('error', () => undefined)
  await once(dawdler, 'connect')
  await receiver.release()
  expect([await isBindable('127.0.0.1', port), told]).toEqual([true, [port, null]])
})

test('a place that somebody else has is left to them', async () => {
  const { port } = await standIn()
  const second = createStandInReceiver()
  await second.take({ address: '127.0.0.1', port, certificate: null })
  await second.release()
  expect((await send(port, { path: '/' })).status).toBe(503)
})

test('where the desk speaks TLS its certificate is shown', async () => {
  const { cert, key } = await makeCertificate()
  const { port } = await standIn({ cert: new Uint8Array(Buffer.from(cert)), key: new Uint8Array(Buffer.from(key)) })
  const asking = secureRequest({
    host: '127.0.0.1',
    port,
    method: 'POST',
    ca: cert,
    checkServerIdentity: () => undefined,
    agent: false,
  }).end()
  const [reply] = (await once(asking, 'response')) as [IncomingMessage]
  expect([reply.statusCode, reply.headers['retry-after'], JSON.parse(await text(reply))]).toEqual([503, '5', later.json])
})
