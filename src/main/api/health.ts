import { providerIds } from '../../shared/words.ts'
import { getHealth } from '../health/provider-health.ts'
import { openOs } from './implementer.ts'

export const health = {
  providers: openOs.health.providers.handler(({ context: { store, settings, outside, now } }) => {
    const { timeZone } = settings.settings()
    return providerIds.map((provider) => getHealth(store.read, provider, { nowMs: now(), timeZone, inUse: outside.isInUse(provider) }))
  }),

  alerts: openOs.health.alerts.handler(({ context: { outside } }) => outside.alerts.list()),

  check: openOs.health.check.handler(async ({ context: { outside } }) => {
    await outside.alerts.evaluate()
    return { ok: true }
  }),

  dismiss: openOs.health.dismiss.handler(async ({ context: { outside }, input, errors }) => {
    if (!(await outside.alerts.dismiss(input.id))) throw errors.NOT_FOUND({ message: 'This alert is not there any more.' })
    return { ok: true }
  }),
}
