import { expect, test } from 'vitest'
import { composeSampleDay } from '../../src/main/providers/sample-day.ts'
import { providers } from '../../src/main/providers/index.ts'
import { listHosts } from '../../src/main/store/appointment-lists.ts'
import { listDeliveries } from '../../src/main/store/delivery-lists.ts'
import { sendDelivery } from '../../src/tools/send-delivery.ts'
import { NOON } from '../support/temporary.ts'
import { buildTestReceiver, SECRET, send, signed } from '../support/test-receiver.ts'

const everything = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }

function countBy<T>(items: readonly T[], nameOf: (item: T) => string | number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1
  return counts
}

test('the sample day, posted to the real receiver, is taken whole', async () => {
  const { port, store } = await buildTestReceiver()
  const statuses: number[] = []
  for (const { provider, body } of composeSampleDay(NOON, 'Europe/Berlin')) statuses.push((await send(port, signed(provider, body))).status)
  expect(countBy(statuses, (status) => status)).toEqual({ 200: 49, 201: 11 })
  expect(countBy(listDeliveries(store.read, everything, null, 500).rows, ({ verdict }) => verdict)).toEqual({
    accepted: 58,
    ignored: 1,
    duplicate: 1,
  })
  expect(new Set(listHosts(store.read).map(({ name }) => name))).toEqual(
    new Set(['Dana Whitfield', 'Marcus Lindqvist', 'Priya Raman', 'Tomás Herrera', 'Yuki Tanabe']),
  )
})

test('every event of every provider that can be sent from the command line is taken by the real receiver', async () => {
  const { port } = await buildTestReceiver({ now: Date.now })
  const answers: [string, number, string][] = []
  for (const { id, testEvents } of Object.values(providers)) {
    for (const event of testEvents) {
      const lines: string[] = []
      const exitCode = await sendDelivery([id, event, '--port', String(port)], {
        env: { DESKBELL_SEND_SECRET: SECRET },
        print: (line) => lines.push(line),
      })
      answers.push([event, exitCode, lines.at(-1)?.slice(0, 4) ?? ''])
    }
  }
  const refused = answers.filter(([, exitCode, status]) => exitCode !== 0 || !/^20[01] /.test(status))
  expect(refused).toEqual([])
})
