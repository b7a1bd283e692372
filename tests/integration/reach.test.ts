import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect } from 'node:tls'
import Fastify from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createListening } from '../../src/main/desk/listening.ts'
import type { Listening } from '../../src/main/desk/listening.ts'
import { readInternet } from '../../src/main/internet.ts'
import { postToLoopback } from '../../src/main/reach/loopback.ts'
import { createOfficeCertificate } from '../../src/main/reach/office-certificate.ts'
import { pageRequestsPerMinute } from '../../src/main/receiver/limits.ts'
import { keepCertificate, makeCertificate } from '../support/certificates.ts'
import { eventually } from '../support/eventually.ts'
import { forwardTo, serve } from '../support/http-server.ts'
import { stopClock } from '../support/stopped-clock.ts'
import { NOON, temporaryFolder } from '../support/temporary.ts'
import { buildTestReceiver, send } from '../support/test-receiver.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'
import type { TestDesk } from '../unit/desk/test-desk.ts'

const secret = 'a-secret-of-the-office-1'

/** The status of a GET over TLS, and the name on the certificate; trusts whatever is shown. */
function overTls(url: string, path = '/health'): Promise<{ status: number | undefined; name: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, url), { rejectUnauthorized: false, agent: false }, (response) => {
      const { socket } = response
      const name = 'getPeerCertificate' in socket ? (socket as unknown as Shown).getPeerCertificate().subject.CN : undefined
      response.resume()
      response.once('end', () => resolve({ status: response.statusCode, name }))
    })
    asked.once('error', reject)
    asked.end()
  })
}
interface Shown {
  getPeerCertificate(): { readonly subject: { readonly CN: string } }
}

async function portOf({ desk }: TestDesk): Promise<number> {
  const { receiver } = await desk.desk.status()
  if (receiver.state !== 'listening') throw new Error(`it is ${receiver.state}`)
  return receiver.port
}

test('an address that leads here is reached; one that leads nowhere any more is a gap until it is reached again', async () => {
  const running = await startTestDesk()
  const { desk, url } = running
  let leadsHere = true
  const port = await serve((asked, answer) => (leadsHere ? forwardTo(() => url)(asked, answer) : answer.writeHead(404).end()))
  const publicAddress = `http://127.0.0.1:${port}`
  expect(await desk.reach.get()).toMatchObject({ publicUrl: null, by: 'nobody', check: null })
  await expect(desk.reach.check()).rejects.toMatchObject({ code: 'NO_ADDRESS' })

  await desk.settings.update({ publicAddress })
  await eventually(async () => expect((await desk.reach.get()).check).toMatchObject({ outcome: 'reached' }))
  leadsHere = false
  const astray = await desk.reach.check()
  await eventually(async () => expect(await desk.away.list({ limit: 5 })).toMatchObject([{ reason: 'address', toMs: null }]))
  leadsHere = true
  const back = await desk.reach.check()
  // It ends, and was too short for anybody to hear of it.
  await eventually(async () => expect(await desk.away.list({ limit: 5 })).toEqual([]))
  expect([astray, back, await desk.reach.get()]).toEqual([
    { outcome: 'not-us' },
    { outcome: 'reached' },
    expect.objectContaining({ publicUrl: publicAddress, by: 'office', isHttps: false }),
  ])
})

test('in the sandbox the tunnel has its address without a tunnel, and is checked by way of the sandbox', async () => {
  let url = ''
  const port = await serve(forwardTo(() => url))
  const internet = readInternet(
    JSON.stringify({ publicAddresses: `http://127.0.0.1:${port}`, tunnelAddress: 'https://sandbox.example.com' }),
  )
  const running = await startTestDesk({ internet })
  url = running.url
  await running.desk.settings.update({ tunnel: 'ngrok' })
  await eventually(async () => expect((await running.desk.reach.get()).check).toMatchObject({ outcome: 'reached' }))
  expect(await running.desk.reach.get()).toMatchObject({
    publicUrl: 'https://sandbox.example.com',
    by: 'tunnel',
    isHttps: true,
    tunnel: { state: 'up', tokenLastFour: null, problem: null },
  })
})

test('a tunnel without a token waits for it; the token stays in the vault, and no file and no log has it', async () => {
  const { desk, entries } = await startTestDesk()
  await desk.settings.update({ tunnel: 'ngrok' })
  await eventually(async () => expect((await desk.reach.get()).tunnel.state).toBe('no-token'))
  await desk.reach.setTunnelToken({ token: 'an-authtoken-of-ngrok-9876' })
  const given = await desk.reach.get()
  await desk.reach.setTunnelToken({ token: null })
  const forgotten = await desk.reach.get()
  expect([given.tunnel.tokenLastFour, forgotten.tunnel.tokenLastFour]).toEqual(['9876', null])
  expect(JSON.stringify([given, entries])).not.toContain('an-authtoken')
})

test('with the office’s own certificate the receiver speaks TLS and nothing else, and the test button still works', async () => {
  const running = await startTestDesk()
  const { desk } = running
  await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await desk.settings.update({ tls: keepCertificate(await makeCertificate()) })
  const port = await portOf(running)

  const answer = await overTls(`https://127.0.0.1:${port}`)
  const sent = await desk.providers.sendTest({ provider: 'calendly', event: 'invitee.created' })
  const plain = await fetch(`http://127.0.0.1:${port}/health`).catch((error: unknown) => error)
  const after = await overTls(`https://127.0.0.1:${port}`)
  expect({ answer, sent: sent.httpStatus, plain, after }).toEqual({
    answer: { status: 200, name: 'desk.example.com' },
    sent: 200,
    plain: expect.any(TypeError),
    after: { status: 200, name: 'desk.example.com' },
  })
  expect((await desk.reach.get()).tls).toEqual({ subject: 'desk.example.com', validUntilMs: expect.any(Number), problem: null })
  expect((await desk.providers.list())[0]?.url).toMatch(/^https:/)

  await desk.settings.update({ tls: null })
  expect((await fetch(`http://127.0.0.1:${await portOf(running)}/health`)).status).toBe(200)
})

test('a certificate that cannot be used is told, and nothing is received in the open instead', async () => {
  const { desk } = await startTestDesk()
  const files = keepCertificate(await makeCertificate())
  await desk.settings.update({ tls: { ...files, keyFile: keepCertificate(await makeCertificate()).keyFile } })
  const { receiver } = await desk.desk.status()
  expect(receiver).toMatchObject({
    state: 'failed',
    message: 'the key does not belong to the certificate. See Public address in Settings.',
    because: 'certificate',
  })
  expect((await desk.reach.get()).tls).toMatchObject({ subject: 'desk.example.com', problem: 'mismatch' })
  await desk.settings.update({ tls: files })
  expect((await desk.desk.status()).receiver.state).toBe('listening')
})

test('a renewed certificate is taken without letting go of a connection, and a broken one is not', async () => {
  const folder = temporaryFolder()
  const tls = keepCertificate(await makeCertificate({ name: 'one.example.com' }), folder)
  const officeCertificate = createOfficeCertificate({
    settings: () => ({ tls }),
    now: Date.now,
    lookEveryMs: 5,
    onRenewal: () => void listening.renewCertificate(),
  })
  const listening: Listening = createListening((certificate) => {
    const server = Fastify({ https: { cert: certificate?.cert ?? '', key: certificate?.key ?? '' } })
    server.get('/health', async () => 'ok')
    return server
  }, officeCertificate)
  onTestFinished(async () => {
    officeCertificate.close()
    await listening.close()
  })
  await listening.listen('127.0.0.1', 0)
  const url = listening.localUrl() ?? ''
  const open = connect({ port: Number(new URL(url).port), host: '127.0.0.1', rejectUnauthorized: false })
  await once(open, 'secureConnect')

  keepCertificate(await makeCertificate({ name: 'two.example.com' }), folder)
  await eventually(async () => expect((await overTls(url)).name).toBe('two.example.com'))
  open.write('GET /health HTTP/1.1\r\nhost: desk\r\nconnection: close\r\n\r\n')
  const [answer] = (await once(open, 'data')) as [Buffer]
  writeFileSync(tls.certificateFile, 'half a certifica')
  await eventually(() => expect(officeCertificate.reading()?.problem).toBe('certificate-format'))

  expect([answer.toString().slice(0, 15), (await overTls(url)).name, listening.localUrl()]).toEqual([
    'HTTP/1.1 200 OK',
    'two.example.com',
    url,
  ])
})

test('what the desk sends to itself trusts its own certificate, and no other', async () => {
  const made = await makeCertificate()
  const port = await serve((_asked, answer) => answer.end('got it'), made)
  const post = { headers: {}, body: Buffer.from('{}'), timeoutMs: 5_000 }
  const url = new URL(`https://127.0.0.1:${port}/`)
  const { fingerprint256 } = new X509Certificate(made.cert)
  expect(await postToLoopback(url, post, fingerprint256)).toEqual({ status: 200, text: 'got it' })
  const other = new X509Certificate((await makeCertificate()).cert).fingerprint256
  await expect(postToLoopback(url, post, other)).rejects.toThrow('not the one that the receiver uses')
  await expect(postToLoopback(url, post, null)).rejects.toThrow('not the one that the receiver uses')
})

describe('a forwarded header', () => {
  /** Statuses of requests for an unknown path: as many as one sender may make in a minute, one more, and one of another sender. */
  async function askMuch(trustedProxies: readonly string[]): Promise<number[]> {
    const { port } = await buildTestReceiver({ trustedProxies })
    stopClock(NOON)
    const ask = async (sender: string): Promise<number> =>
      (await send(port, { method: 'GET', path: '/nowhere', headers: { 'x-forwarded-for': sender } })).status
    for (let each = 0; each < pageRequestsPerMinute; each += 1) await ask('10.1.1.1')
    return [await ask('10.1.1.1'), await ask('10.2.2.2')]
  }

  test.each([[['127.0.0.1']], [['127.0.0.0/8']]])('of a trusted proxy (%s) says whose request it is', async (proxies) => {
    expect(await askMuch(proxies)).toEqual([429, 404])
  })

  test.each([[[]], [['10.0.0.0/8']]])(
    'of anyone else (trusted: %s) is not believed: nobody gets around the limit by it',
    async (proxies) => {
      expect(await askMuch(proxies)).toEqual([429, 429])
    },
  )
})
