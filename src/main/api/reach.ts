import { ORPCError } from '@orpc/server'
import { openOs } from './implementer.ts'

const nothingYet = (): never => {
  throw new ORPCError('NOT_IMPLEMENTED')
}

export const reach = {
  get: openOs.reach.get.handler(({ context }) => {
    const publicUrl = context.outside.reach.publicUrl()
    const by = context.settings.settings().tunnel === 'none' ? ('office' as const) : ('tunnel' as const)
    return {
      publicUrl,
      by: publicUrl === null ? ('nobody' as const) : by,
      isHttps: publicUrl?.startsWith('https:') ?? false,
      tunnel: { state: 'off' as const, tokenLastFour: null, problem: null },
      check: null,
      pointElsewhere: [],
      tls: null,
    }
  }),
  check: openOs.reach.check.handler(nothingYet),
  setTunnelToken: openOs.reach.setTunnelToken.handler(nothingYet),
  restartTunnel: openOs.reach.restartTunnel.handler(nothingYet),
  moveSubscriptions: openOs.reach.moveSubscriptions.handler(nothingYet),
}
