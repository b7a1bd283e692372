import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schemes } from '../../src/main/signatures/index.ts'
import { scalar } from '../../src/main/store/db.ts'
import { openStore } from '../../src/main/store/open.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { bookingOf, post, secret } from './lib/bookings.ts'
import { bundleDesk, memoryOf, startDeskProcess } from './lib/desk-processes.ts'
import { countOf, report } from './lib/report.ts'

const bodies = countOf('DESKBELL_MALFORMED', 200)
const together = 20
/** The goal of the reliability table. */
const mostBytes = 50_000_000

const folder = new URL('../fixtures/calendly/', import.meta.url)
const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.startsWith('api-'))
  // Up to the last bracket: what is cut off is never only a line's end.
  .map((name) => Buffer.from(readFileSync(new URL(name, folder), 'utf8').trimEnd()))

/** Signed, so that it gets as far as it can, and broken in a way of its own. */
function broken(index: number): Buffer {
  const sample = Buffer.from(samples[index % samples.length] as Buffer)
  const at = (index * 7919) % sample.length
  switch (index % 8) {
    case 0:
      return sample.subarray(0, at)
    case 1:
      sample.writeUInt8(index % 256, at)
      // A byte may make it another valid body; the end of a list that never began does not.
      return Buffer.concat([sample, Buffer.from(']')])
    case 2:
      return Buffer.from('['.repeat((index % 50_000) + 1))
    case 3:
      return Buffer.from(JSON.stringify({ event: 'invitee.created', payload: 'x'.repeat(index % 200_000) }))
    case 4:
      return Buffer.from(JSON.stringify({ event: 'invitee.created', created_at: index, payload: [index] }))
    case 5:
      return Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), sample])
    case 6:
      return Buffer.from(`{"event":"invitee.created","payload":{"uri":${'9'.repeat((index % 300) + 1)}}}`)
    default:
      return Buffer.from(index % 16 === 7 ? '' : JSON.stringify(index))
  }
}

test(
  `${bodies} malformed bodies make no appointment, no fault of ours, and leave no memory behind`,
  async () => {
    const dataDir = temporaryFolder()
    const script = await bundleDesk('malformed')
    const { child, gone, url } = await startDeskProcess(script, dataDir, { nodeOptions: ['--expose-gc'] })
    const { path } = bookingOf('path')
    const statuses = new Map<number | null, number>()
    const sendTogether = (from: number): Promise<void[]> =>
      Promise.all(
        Array.from({ length: together }, async (_, each) => {
          const rawBody = broken(from + each)
          const signature = schemes['calendly-v1'].sign({ rawBody, secret, nowMs: Date.now() })
          const { status } = await post(url, { uri: '', path, headers: { 'content-type': 'application/json', ...signature }, rawBody })
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }),
      )
    // What is compiled, cached and opened once is no growth, nor is the room that the largest of them take.
    const first = Math.min(1_000, bodies)
    for (let from = 0; from < first; from += together) await sendTogether(from)
    const before = await memoryOf(child)
    for (let from = first; from < first + bodies; from += together) await sendTogether(from)
    const after = await memoryOf(child)
    child.kill('SIGTERM')
    await gone
    const store = openStore({ path: join(dataDir, 'deskbell.db'), nowMs: Date.now() })
    const stored = scalar<number>(store.read, 'SELECT count(*) FROM appointments')
    store.close()

    // 202: kept, and to be looked at; 200: the same bytes came before.
    expect([...statuses.keys()].filter((status) => status !== 202 && status !== 200)).toEqual([])
    expect(stored).toBe(0)
    expect(after.held - before.held).toBeLessThan(mostBytes)
    expect(after.resident - before.resident).toBeLessThan(mostBytes)
    const grown = ((after.resident - before.resident) / 1e6).toFixed(1)
    const told = [...statuses].map(([status, times]) => `${times} × ${status}`).join(', ')
    report(
      'malformed',
      `${bodies} bodies: ${told}; 0 appointments; memory grew by ${grown} MB (held: ${((after.held - before.held) / 1e6).toFixed(1)} MB)`,
    )
  },
  60_000 + bodies * 30,
)
