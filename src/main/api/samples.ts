import { RehearsalError } from '../rehearsal/rehearsal.ts'
import { removeDelivery, removeOrigin } from '../store/removal.ts'
import { openOs } from './implementer.ts'

export const samples = {
  run: openOs.samples.run.handler(async ({ context, errors }) => {
    try {
      return await context.rehearsal.runSampleDay()
    } catch (error) {
      if (error instanceof RehearsalError && error.code === 'NOT_RECEIVING') throw errors.NOT_RECEIVING({ message: error.message })
      throw error
    }
  }),

  remove: openOs.samples.remove.handler(({ context, input }) =>
    context.writer.submit((db, notes) => {
      for (const topic of ['appointments', 'clients', 'deliveries', 'providers', 'hosts', 'status'] as const) notes.topic(topic)
      return removeOrigin(db, input.origin, context.now())
    }),
  ),

  removeDelivery: openOs.samples.removeDelivery.handler(async ({ context, input, errors }) => {
    const removed = await context.writer.submit((db, notes) => {
      for (const topic of ['appointments', 'clients', 'deliveries', 'providers', 'hosts', 'status'] as const) notes.topic(topic)
      return removeDelivery(db, input.id, context.now())
    })
    if (!removed) throw errors.NOT_FOUND({ message: 'There is no such test delivery; real ones are kept.' })
    return { ok: true }
  }),
}
