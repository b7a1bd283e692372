import { expect, onTestFinished, test } from 'vitest'
import { createStandInSmartScheduler } from '../../support/stand-ins/smart-scheduler.ts'
import { startTestDesk } from './test-desk.ts'

test('an office that only reads, without a signing secret or a delivery, has made its first start', async () => {
  const smart = await createStandInSmartScheduler()
  onTestFinished(() => smart.close())
  const { desk } = await startTestDesk()
  const before = await desk.desk.status()

  await desk.connections.connect({ provider: 'smart-scheduler', token: smart.token, apiUrl: smart.url, scope: null })

  const after = await desk.desk.status()
  expect([before.firstStart, after.firstStart, after.lastDelivery]).toEqual([true, false, null])
})
