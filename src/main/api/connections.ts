import { getConnection } from '../store/connections.ts'
import { saveSettings } from '../store/settings.ts'
import { ConnectRefusedError } from '../pull/connect.ts'
import { usualSpan } from '../pull/merge-orders.ts'
import { VaultClosedError } from '../vault/vault.ts'
import { openOs } from './implementer.ts'

export const connections = {
  list: openOs.connections.list.handler(({ context }) => context.outside.pull.connections()),

  connect: openOs.connections.connect.handler(async ({ context, input, errors }) => {
    try {
      return await context.outside.pull.connect(input)
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
    await context.writer.submit((db, notes) => {
      saveSettings(db, { writeBack: { ...writeBack, [provider]: enabled } })
      notes.topic('settings')
      notes.topic('connections')
    })
    return { ok: true }
  }),
}
