import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleForNode } from '../../scripts/lib/bundle.mjs'
import { calendly } from '../../src/main/providers/calendly/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { findAppointmentState } from '../../src/main/store/appointments.ts'
import { findDelivery } from '../../src/main/store/delivery-details.ts'
import { openStore } from '../../src/main/store/open.ts'

const cycles = Number(process.env['DESKBELL_KILL_CYCLES'] ?? 12)
const senders = 16
const secret = 'the signing secret of the kill test'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskbell-kill-'))
  const entry = new URL('../faults/desk-process.ts', import.meta.url).pathname
  // Inside the project, where the packages are found.
  await bundleForNode({ entries: { 'desk-process': entry }, outDir: 'out/faults' })
  writeFileSync(join(folder, 'provision.json'), JSON.stringify({ providers: { calendly: { signingSecret: secret } } }))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Acknowledged {
  readonly uri: string
  readonly eventId: number
}

/** Sends bookings one after the other until the desk is gone, and notes which were acknowledged. */
async function sendUntilGone(url: string, sender: string, acknowledged: Acknowledged[]): Promise<void> {
  for (let index = 0; ; index += 1) {
    const nowMs = Date.now()
    const body = calendly.composeTestBody('invitee.created', {
      nowMs,
      unique: `${sender}x${index}`,
      startMs: nowMs + 3_600_000,
      durationMinutes: 30,
      client: { name: `Client ${sender}`, email: `${sender}@example.com`, timeZone: 'Europe/Berlin' },
      host: { name: 'Dana Whitfield', email: 'dana@office.example', role: 'advisor' },
      eventType: { name: 'Consultation', slug: 'consultation' },
    }) as { readonly payload: { readonly uri: string } }
    const rawBody = Buffer.from(JSON.stringify(body))
    const headers = { 'content-type': 'application/json', ...schemes['calendly-v1'].sign({ rawBody, secret, nowMs }) }
    try {
      const reply = await fetch(`${url}${calendly.paths[0]}`, { method: 'POST', headers, body: rawBody })
      const told = (await reply.json()) as { event_id: number }
      if (reply.status === 200) acknowledged.push({ uri: body.payload.uri, eventId: told.event_id })
    } catch {
      return
    }
  }
}

async function startProcess() {
  const script = new URL('../../out/faults/desk-process.js', import.meta.url).pathname
  const child = spawn(process.execPath, [script, folder, join(folder, 'provision.json')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const ended = gone.then(([code]) => Promise.reject(new Error(`the desk ended with code ${String(code)} before it listened`)))
  const [url] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string]
  // From here on its end is what the test is about.
  ended.catch(() => undefined)
  return { child, gone, url }
}

/** The acknowledged ones that the file, opened anew, does not have. */
function lost(acknowledged: readonly Acknowledged[]): Acknowledged[] {
  const store = openStore({ path: join(folder, 'deskbell.db'), nowMs: Date.now() })
  try {
    return acknowledged.filter(({ uri, eventId }) => {
      const delivery = findDelivery(store.read, eventId)
      const appointment = findAppointmentState(store.read, { source: 'calendly', externalId: uri, origin: 'real' })
      return delivery?.verdict !== 'accepted' || appointment === null
    })
  } finally {
    store.close()
  }
}

test(
  `killed ${cycles} times in the middle of a load, the desk has every delivery that it acknowledged`,
  async () => {
    const acknowledged: Acknowledged[] = []
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const { child, gone, url } = await startProcess()
      const before = acknowledged.length
      const sending = Array.from({ length: senders }, (_, sender) => sendUntilGone(url, `c${cycle}s${sender}`, acknowledged))
      // Another moment in each cycle, counted in answers and not in milliseconds, so that a slow machine is killed under load as well.
      const enough = before + 5 + ((cycle * 37) % 120)
      while (acknowledged.length < enough) await new Promise((resolve) => setImmediate(resolve))
      child.kill('SIGKILL')
      await Promise.all([gone, ...sending])
      expect(lost(acknowledged.slice(before))).toEqual([])
    }
    expect(lost(acknowledged)).toEqual([])
    expect(acknowledged.length).toBeGreaterThan(cycles * 5)
    console.log(`kill -9: ${cycles} cycles, ${acknowledged.length} acknowledged, 0 lost`)
  },
  10_000 + cycles * 6_000,
)
