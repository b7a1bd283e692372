import { createServer } from 'node:net'
import { generate } from 'selfsigned'
import { expect, test } from 'vitest'
import { checkAddress } from '../../../src/main/reach/check.ts'
import { createProofs } from '../../../src/main/reach/proofs.ts'
import { buildTestReceiver, send } from '../../support/test-receiver.ts'
import { forwardTo, listenUntilEnd, serve } from '../../support/http-server.ts'
import { NOON } from '../../support/temporary.ts'

const proofs = createProofs(() => NOON)
const check = (publicUrl: string, via: string | null = null, timeoutMs = 2_000) => checkAddress(publicUrl, { proofs, via, timeoutMs })

async function ourReceiver(): Promise<string> {
  const { port } = await buildTestReceiver({ proveReach: proofs.take })
  return `http://127.0.0.1:${port}`
}

test('an address whose proxy leads to this desk is reached', async () => {
  const desk = await ourReceiver()
  const port = await serve(forwardTo(() => desk))
  expect(await check(`http://127.0.0.1:${port}`)).toBe('reached')
})

test('in the sandbox the request goes to the sandbox, which is told the public address', async () => {
  const desk = await ourReceiver()
  const hosts: (string | undefined)[] = []
  const port = await serve((request, response) => {
    hosts.push(request.headers.host)
    forwardTo(() => desk)(request, response)
  })
  expect([await check('https://desk.example.com', `http://127.0.0.1:${port}`), hosts]).toEqual(['reached', ['desk.example.com']])
})

test('an address that leads to another desk is not ours', async () => {
  const { port } = await buildTestReceiver({ proveReach: createProofs(() => NOON).take })
  expect(await check(`http://127.0.0.1:${port}`)).toBe('not-us')
})

test.each([
  ['says yes to everything', 200, '{"proof":"yes"}'],
  ['answers no JSON', 200, '<h1>It works</h1>'],
  ['answers without an end in sight', 200, 'x'.repeat(1_000_000)],
  ['knows no such page', 404, '{}'],
  ['fails', 500, '{}'],
])('a server that %s is not ours', async (_what, status, body) => {
  const port = await serve((_request, response) => response.writeHead(status).end(body))
  expect(await check(`http://127.0.0.1:${port}`)).toBe('not-us')
})

test('a redirect is not followed, even when it leads to this desk', async () => {
  const desk = await ourReceiver()
  const port = await serve((request, response) => response.writeHead(307, { location: `${desk}${request.url}` }).end())
  expect(await check(`http://127.0.0.1:${port}`)).toBe('not-us')
})

test('a proxy behind which nobody answers does not reach us', async () => {
  const port = await serve((_request, response) => response.writeHead(502).end('Bad gateway'))
  expect(await check(`http://127.0.0.1:${port}`)).toBe('no-answer')
})

test('a self-signed certificate is told, whatever stands behind it', async () => {
  const desk = await ourReceiver()
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }])
  const port = await serve(
    forwardTo(() => desk),
    { cert, key },
  )
  expect(await check(`https://127.0.0.1:${port}`)).toBe('certificate')
})

test('a connection that is cut gives no answer', async () => {
  const port = await listenUntilEnd(createServer((socket) => socket.destroy()))
  expect(await check(`http://127.0.0.1:${port}`)).toBe('no-answer')
})

test('a port that nobody listens on refuses', async () => {
  const probe = createServer()
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    }),
  )
  expect(await check(`http://127.0.0.1:${port}`)).toBe('refused')
})

test('a server that keeps still runs out of time', async () => {
  const port = await serve(() => undefined)
  expect(await check(`http://127.0.0.1:${port}`, null, 50)).toBe('timed-out')
})

test('a nonce counts once, within half a minute, and only while it is asked for', async () => {
  let nowMs = NOON
  const timed = createProofs(() => nowMs)
  const { port } = await buildTestReceiver({ proveReach: timed.take })
  const asked = async (nonce: string) => {
    const { status, json } = await send(port, { method: 'GET', path: `/api/reach/${nonce}` })
    return { status, proof: json?.['proof'] }
  }
  const first = timed.issue()
  const late = timed.issue()
  const given = timed.issue()
  timed.forget(given.nonce)
  const answers = [await asked(first.nonce), await asked(first.nonce), await asked(given.nonce), await asked('made-up')]
  nowMs += 30_000
  const unknown = { status: 404, proof: undefined }
  expect([...answers, await asked(late.nonce)]).toEqual([{ status: 200, proof: first.proof }, unknown, unknown, unknown, unknown])
})
