import { openOs } from './implementer.ts'

export const health = {
  providers: openOs.health.providers.handler(() => []),
  alerts: openOs.health.alerts.handler(() => []),
  dismiss: openOs.health.dismiss.handler(() => ({ ok: true as const })),
}
