import { changeSettings } from '../desk/change-settings.ts'
import { getConnection } from '../store/connections.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import { ConnectRefusedError } from '../pull/connect.ts'
import { usualSpan } from '../pull/merge-orders.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'
import type { TokenProviderId } from '../../shared/words.ts'

export const connections = {
  list: openOs.connections.list.handler(({ context }) => context.outside.pull.connections()),

  connect: openOs.connections.connect.handler(async ({ context, input, errors }) => {
    const { provider } = input
    const before = waysOf(context, provider)
    try {
      const connected = await context.outside.pull.connect(input)
      const doing = { atMs: context.now(), actor: context.actor(), name: `api ${provider}` }
      await context.writer.submit((db) => insertSettingChange(db, { ...doing, before, after: waysOf(context, provider) }))
      return connected
    } catch (error) {
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      if (!(error instanceof ConnectRefusedError)) throw error
      const { reason, status } = error
      throw errors.REFUSED({ message: `The provider refused: ${reason}.`, data: { reason, status } })
    }
  }),

  disconnect: openOs.connections.disconnect.handler(async ({ context, input }) => ({
    subscriptionRemoved: await context.outside.pull.disconnect(input.provider, input.removeSubscription),
  })),

  read: openOs.connections.read.handler(async ({ context, input: { provider } }) => {
    const { outcome, changed } = await context.outside.schedule.request(provider, 'hand', usualSpan(context.now()))
    return { outcome, changed, subscription: getConnection(context.store.read, provider).subscription?.state ?? null }
  }),

  setWriteBack: openOs.connections.setWriteBack.handler(async ({ context, input: { provider, enabled } }) => {
    // Smart-Scheduler takes none.
    if (provider === 'smart-scheduler') return { ok: true }
    const { writeBack } = context.settings.settings()
    await changeSettings(context, { writeBack: { ...writeBack, [provider]: enabled } })
    return { ok: true }
  }),
}

/** What the history of settings is told beside the token, which the vault tells. */
function waysOf({ store }: DeskParts, provider: TokenProviderId): { readonly apiUrl: string | null; readonly scope: string | null } {
  const { apiUrl, scope } = getConnection(store.read, provider)
  return { apiUrl, scope }
}
