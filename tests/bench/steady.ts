import { schemes } from '../../src/main/signatures/index.ts'
import { smartScheduler } from '../../src/main/providers/smart-scheduler/index.ts'
import { benchSmartSecret } from './lib/smart-office.ts'
import type { SteadyOrder, SteadyResult } from './lib/steady-protocol.ts'

/*
 * The provider whose deliveries come one after another for as long as the office is open, a process of its own. What it tells is when each
 * answer came, by a clock that the window can compare with its own.
 */

process.on('message', (order: SteadyOrder) => {
  void run(order).then((result) => process.send?.(result))
})

/** Sends each body when its time has come, whether those before were answered or not. */
async function run({ port, perSecond, bodies }: SteadyOrder): Promise<SteadyResult> {
  const startedAt = performance.now()
  const acknowledgedAtMs = await Promise.all(
    bodies.map(async (body, index) => {
      const waitMs = startedAt + (index * 1000) / perSecond - performance.now()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)))
      return send(port, body)
    }),
  )
  return { acknowledgedAtMs }
}

/** @returns when the whole answer was there */
async function send(port: number, body: string): Promise<number> {
  const rawBody = Buffer.from(body)
  const answer = await fetch(`http://127.0.0.1:${port}${smartScheduler.paths[0]}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...schemes['standard-webhooks'].sign({ rawBody, secret: benchSmartSecret, nowMs: Date.now() }),
    },
    body: rawBody,
  })
  const said = await answer.text()
  if (answer.status !== 200) throw new Error(`a delivery was answered ${answer.status}: ${said}`)
  return performance.timeOrigin + performance.now()
}
