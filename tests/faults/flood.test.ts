import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary.ts'
import { bookingOf, post } from './lib/bookings.ts'
import { bundleDesk, startDeskProcess } from './lib/desk-processes.ts'
import { countOf, report } from './lib/report.ts'

const seconds = countOf('DESKBELL_FLOOD_SECONDS', 1)
const perSecond = 300

test(
  `${perSecond} wrongly signed deliveries a second for ${seconds} s cost no valid one`,
  async () => {
    const { url } = await startDeskProcess(await bundleDesk('flood'), temporaryFolder())
    const forged = Array.from({ length: perSecond }, (_, index) => bookingOf(`forged${index}`, { signedWith: 'a secret that is not ours' }))
    const refused = new Map<number | null, number>()
    const valid = new Map<number | null, number>()
    const count = (into: Map<number | null, number>, status: number | null): void => void into.set(status, (into.get(status) ?? 0) + 1)
    for (let second = 0; second < seconds; second += 1) {
      // A second's worth, spread over tenths of it; a slow machine takes longer and is sent as many.
      for (let tenth = 0; tenth < 10; tenth += 1) {
        const some = forged.slice(tenth * 30, tenth * 30 + 30)
        const [, own] = await Promise.all([
          Promise.all(some.map(async (one) => count(refused, (await post(url, one)).status))),
          post(url, bookingOf(`valid${second}t${tenth}`)),
          pause(100),
        ])
        count(valid, own.status)
      }
    }
    expect([...valid.keys()]).toEqual([200])
    expect([...refused.keys()].filter((status) => status !== 401 && status !== 429)).toEqual([])
    expect(refused.get(429)).toBeGreaterThan(0)
    const told = [...refused].map(([status, times]) => `${times} × ${status}`).join(', ')
    report('flood', `${seconds * perSecond} forged (${told}), ${valid.get(200)} of ${valid.get(200)} valid ones answered 200`)
  },
  60_000 + seconds * 10_000,
)
