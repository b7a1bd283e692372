import { boundsOf } from '../ingest/refused-bounds.ts'
import { explainDelivery } from '../explain/explain.ts'
import { mend } from '../explain/mend.ts'
import { refusedUsage } from '../store/refused-bodies.ts'
import { VaultClosedError } from '../vault/vault.ts'
import { openOs } from './implementer.ts'

const gone = { message: 'This delivery is not there any more.' }

/** Part of `deliveries`. */
export const explaining = {
  explain: openOs.deliveries.explain.handler(({ context, input, errors }) => {
    const explained = explainDelivery(context, input.id)
    if (explained === null) throw errors.NOT_FOUND(gone)
    return explained.explanation
  }),

  mend: openOs.deliveries.mend.handler(async ({ context, input, errors }) => {
    try {
      const mended = await mend(context, input.id, input.remedy)
      if (mended.kind === 'gone') throw errors.NOT_FOUND(gone)
      if (mended.kind !== 'mended')
        throw errors.NOT_OFFERED({ message: 'This is no remedy for it any more. Look at what is said of the delivery now.' })
      return mended.explanation
    } catch (error) {
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      throw error
    }
  }),

  forgetRetired: openOs.deliveries.forgetRetired.handler(async ({ context, input }) => {
    await context.vault.forgetRetired(input.provider)
    return { ok: true }
  }),

  refusedUsage: openOs.deliveries.refusedUsage.handler(({ context }) => {
    const used = refusedUsage(context.store.read)
    const most = boundsOf(context.settings.settings().keep)
    return { deliveries: used.deliveries, deliveriesMost: most.deliveries, bytes: used.bytes, bytesMost: most.bytes }
  }),
}
