import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { Webhook } from 'standardwebhooks'
import { describe, expect, onTestFinished, test } from 'vitest'
import { schemes } from '../../../src/main/signatures/index.ts'
import { languages, missingFor, pathOf, runSample, type Language } from './languages.ts'

const body = JSON.stringify({ at: '2026-11-21T13:00:00.000Z', type: 'appointment.created', data: { id: 42, title: 'Zoë 李 👩‍⚕️' } })

interface Signed {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

function signed(secret: string, id: string, sentAt = new Date()): Signed {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
  }
}

const newSecret = (): string => schemes['standard-webhooks'].generateSecret()

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Ends with the test. @returns how to post to it, and what it has said. */
async function startReceiver({ name, command, files }: Language, secret: string) {
  const port = await freePort()
  const file = pathOf(files[2] ?? '')
  const args = name === 'PHP' ? ['-S', `127.0.0.1:${port}`, file] : [file]
  const environment = { PATH: process.env['PATH'], DESKBELL_SUBSCRIPTION_SECRET: secret, PORT: String(port) }
  const receiver = spawn(command, args, { env: environment })
  onTestFinished(async () => {
    receiver.kill('SIGKILL')
    if (receiver.exitCode === null && receiver.signalCode === null) await once(receiver, 'exit')
  })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString()
      if (/Listening on|started/.test(output)) resolve()
    }
    receiver.stdout.on('data', hear)
    receiver.stderr.on('data', hear)
    receiver.on('exit', () => reject(new Error(output)))
  })
  const post = async (headers: Signed, sent = body): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: sent, headers: { ...headers } })).status
  return { post, said: () => output }
}

for (const language of languages) {
  const isHere = (await missingFor(language)) === null
  const isServer = language.name !== 'curl'

  describe.runIf(isHere && isServer)(`the ${language.name} receiver`, () => {
    test('takes what the library signed, also beside another signature, and names the event', async () => {
      const secret = newSecret()
      const receiver = await startReceiver(language, secret)
      const first = signed(secret, 'msg_1')
      const other = signed(newSecret(), 'msg_2')
      const both = {
        ...signed(secret, 'msg_2'),
        'webhook-signature': `${other['webhook-signature']} ${signed(secret, 'msg_2')['webhook-signature']}`,
      }
      expect([await receiver.post(first), await receiver.post(first), await receiver.post(both)]).toEqual([204, 204, 204])
      expect(receiver.said()).toContain('appointment.created 42')
    })

    test('refuses another secret, another body, what is old, and what has no signature', async () => {
      const secret = newSecret()
      const receiver = await startReceiver(language, secret)
      const old = signed(secret, 'msg_3', new Date(Date.now() - 10 * 60_000))
      const bare = { ...signed(secret, 'msg_4'), 'webhook-signature': '' }
      expect([
        await receiver.post(signed(newSecret(), 'msg_1')),
        await receiver.post(signed(secret, 'msg_2'), body.replace('42', '43')),
        await receiver.post(old),
        await receiver.post(bare),
      ]).toEqual([401, 401, 401, 401])
      expect(receiver.said()).not.toContain('appointment.created')
    })
  })

  test.runIf(isHere && !isServer)('the curl sample tells an authentic webhook from another one', async () => {
    const secret = newSecret()
    const verify = async (headers: Signed, input: string): Promise<number> => {
      const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = headers
      const environment = { DESKBELL_SUBSCRIPTION_SECRET: secret, WEBHOOK_ID: id, WEBHOOK_TIMESTAMP: seconds, WEBHOOK_SIGNATURE: signature }
      return (await runSample(language, 'curl/verify.sh', environment, { input })).code
    }
    const right = signed(secret, 'msg_1')
    const twice = { ...right, 'webhook-signature': `v1,AAAA ${right['webhook-signature']}` }
    expect([
      await verify(right, body),
      await verify(twice, body),
      await verify(signed(newSecret(), 'msg_1'), body),
      await verify(right, `${body} `),
    ]).toEqual([0, 0, 1, 1])
  })
}
