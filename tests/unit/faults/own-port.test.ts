import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { findPortOwner } from '../../../src/main/faults/own-port.ts'

async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test('a connection that is behind many others is not taken for one that went elsewhere', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    // Each of them keeps the thread busy, as a request does, and all of them together for longer than the patience.
    for (const untilMs = performance.now() + 3; performance.now() < untilMs;);
  })
  const port = await listen(server)
  const others = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
  onTestFinished(() => others.forEach((socket) => socket.destroy()))
  // A thread that was busy before it connected cannot say.
  expect(['here', 'unknown']).toContain(await findPortOwner(server, '127.0.0.1', port, 100))
})

test('a server that has gone from its port is told from the one that is there', async () => {
  const here = createServer()
  const elsewhere = createServer((socket) => socket.destroy())
  await listen(here)
  const port = await listen(elsewhere)
  expect(await findPortOwner(here, '127.0.0.1', port, 20)).toBe('elsewhere')
})
