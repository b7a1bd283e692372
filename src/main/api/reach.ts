import { VaultClosedError } from '../vault/vault.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'
import type { Reach } from '../../shared/contract/reach.ts'

export const reach = {
  get: openOs.reach.get.handler(({ context }) => reachOf(context)),

  check: openOs.reach.check.handler(async ({ context, errors }) => {
    const outcome = await context.outside.reach.check()
    if (outcome === null) throw errors.NO_ADDRESS({ message: 'There is no public address yet: give one in Settings.' })
    return { outcome }
  }),

  setTunnelToken: openOs.reach.setTunnelToken.handler(async ({ context, input: { token }, errors }) => {
    try {
      await context.outside.reach.setTunnelToken(token)
    } catch (error) {
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      throw error
    }
    return { ok: true }
  }),

  restartTunnel: openOs.reach.restartTunnel.handler(({ context }) => {
    context.outside.reach.restartTunnel()
    return { ok: true }
  }),

  moveSubscriptions: openOs.reach.moveSubscriptions.handler(({ context }) => context.outside.elsewhere.moveAll()),
}

function reachOf({ outside, settings, officeCertificate }: DeskParts): Reach {
  const { reach } = outside
  const { tunnel: chosen, publicAddress } = settings.settings()
  const publicUrl = reach.publicUrl()
  const { state, problem } = reach.tunnel()
  const check = reach.lastCheck()
  const reading = officeCertificate.reading()
  return {
    publicUrl,
    by: chosen !== 'none' ? 'tunnel' : publicAddress === null ? 'nobody' : 'office',
    isHttps: publicUrl?.startsWith('https:') ?? false,
    tunnel: { state, tokenLastFour: reach.tunnelToken()?.lastFour ?? null, problem },
    check: check && { outcome: check.outcome, atMs: check.atMs },
    pointElsewhere: outside.elsewhere.list(),
    tls: reading && { subject: reading.subject, validUntilMs: reading.validUntilMs, problem: reading.problem },
  }
}
