import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createListening } from '../../../src/main/desk/listening.ts'
import type { Listening, ReceiverState } from '../../../src/main/desk/listening.ts'
import { watchPort } from '../../../src/main/faults/port-watch.ts'
import { eventually } from '../../support/eventually.ts'

const noCertificate = { load: async () => null, reading: () => null, close: () => undefined }

/** A receiver on a port of its own, watched without a pause. */
async function watchedReceiver({ addresses }: { readonly addresses?: () => readonly string[] } = {}) {
  const built: FastifyInstance[] = []
  const listening = createListening(() => {
    const app = Fastify()
    app.get('/', async () => 'ours')
    built.push(app)
    return app
  }, noCertificate)
  await listening.listen('127.0.0.1', 0)
  let lost = 0
  const looked = { times: 0 }
  const leave = watchPort({
    listening: {
      ...listening,
      async portOwner() {
        const owner = await listening.portOwner()
        looked.times += 1
        return owner
      },
    },
    onLost: () => (lost += 1),
    onFailure: (error) => expect.unreachable(String(error)),
    everyMs: 5,
    ...(addresses && { addresses }),
  })
  onTestFinished(() => {
    leave()
    return listening.close()
  })
  const { port } = listening.state() as Extract<ReceiverState, { state: 'listening' }>
  const lookedAt = (times: number) => eventually(() => expect(looked.times).toBeGreaterThan(times))
  await lookedAt(0)
  return { listening, port, built, lost: () => lost, lookedAt, looked: () => looked.times }
}

async function listenOn(port: number): Promise<Server> {
  const other = createServer()
  other.listen(port, '127.0.0.1')
  await once(other, 'listening')
  return other
}

const answer = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text()
const isListening = (listening: Listening) => eventually(() => expect(listening.state().state).toBe('listening'))

test('a receiver whose socket is gone listens again on the same port', async () => {
  const { port, built, lost } = await watchedReceiver()
  built[0]?.server.close()
  await eventually(async () => expect(await answer(port)).toBe('ours'))
  expect([lost(), built.length]).toEqual([1, 2])
})

test('while another program has the port that is said, and it is ours again as soon as that has gone', async () => {
  const { listening, port, built } = await watchedReceiver()
  built[0]?.server.close()
  built[0]?.server.closeAllConnections()
  const other = await listenOn(port)
  await eventually(() => expect(listening.state()).toEqual({ state: 'port-taken', address: '127.0.0.1', port }))
  other.close()
  await isListening(listening)
  expect(await answer(port)).toBe('ours')
})

test('a port that was taken at the start is had as soon as it is free', async () => {
  const { listening } = await watchedReceiver()
  const other = await listenOn(0)
  const { port } = other.address() as { readonly port: number }
  await listening.listen('127.0.0.1', port)
  expect(listening.state().state).toBe('port-taken')
  other.close()
  await isListening(listening)
  expect(listening.localUrl()).toBe(`http://127.0.0.1:${port}`)
})

test('an address that the machine has no longer is lost, and listened on when it is back', async () => {
  let own: readonly string[] = ['127.0.0.1']
  const { listening, port, lost } = await watchedReceiver({ addresses: () => own })
  own = []
  await eventually(() => expect(lost()).toBeGreaterThan(0))
  own = ['127.0.0.1']
  await isListening(listening)
  expect(await answer(port)).toBe('ours')
})

test('a receiver that is in order is left alone, whatever comes to it', async () => {
  const { port, built, lost, lookedAt, looked } = await watchedReceiver()
  const enough = looked() + 10
  while (looked() < enough) await Promise.all(Array.from({ length: 20 }, () => answer(port)))
  await lookedAt(enough)
  expect([lost(), built.length]).toEqual([0, 1])
})
