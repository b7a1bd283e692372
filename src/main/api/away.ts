import { openOs } from './implementer.ts'

export const away = {
  latest: openOs.away.latest.handler(() => null),
  list: openOs.away.list.handler(() => []),
  dismiss: openOs.away.dismiss.handler(() => ({ ok: true as const })),
}
