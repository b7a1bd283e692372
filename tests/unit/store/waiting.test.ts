import { expect, test } from 'vitest'
import { findWaiting } from '../../../src/main/store/dealings.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { keepDelivery } from '../trust/made-up-log.ts'

const keyOf = (number: number) => ({ provider: 'calendly', origin: 'real', key: `key ${number}` }) as const

test.each(['quarantined', 'failed'] as const)(
  'a delivery that is %s is found by its key, also where nothing had ever waited before',
  (verdict) => {
    const { write } = temporaryStore()
    keepDelivery(write, 1)
    expect(findWaiting(write, keyOf(1))).toBeNull()
    const id = keepDelivery(write, 2, { verdict })
    expect([findWaiting(write, keyOf(2)), findWaiting(write, keyOf(1))]).toEqual([id, null])
  },
)

test('what waited is found after the file was opened anew', () => {
  const store = temporaryStore()
  const id = keepDelivery(store.write, 1, { verdict: 'failed' })
  store.close()
  const again = openStore({ path: store.path, nowMs: NOON })
  expect(findWaiting(again.write, keyOf(1))).toBe(id)
  again.close()
})
