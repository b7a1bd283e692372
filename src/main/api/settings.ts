import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '../../shared/settings.ts'
import { appointmentTypeOf } from '../ingest/type-rules.ts'
import { retypeAppointments } from '../store/appointments.ts'
import { saveSettings } from '../store/settings.ts'
import { findFreePort } from '../desk/listening.ts'
import { openOs } from './implementer.ts'

export const settings = {
  get: openOs.settings.get.handler(({ context }) => context.settings.settings()),

  update: openOs.settings.update.handler(async ({ context, input }) => {
    const before = context.settings.settings()
    const after = await context.writer.submit((db, notes) => {
      const saved = saveSettings(db, input)
      notes.topic('settings')
      if (input.typeRules !== undefined) {
        retypeAppointments(db, (source, details) => appointmentTypeOf(saved.typeRules, source, details))
        notes.topic('appointments')
      }
      return saved
    })
    if (input.port !== undefined || !isDeepStrictEqual(listenedBy(after), listenedBy(before))) {
      await context.relisten(input.port === undefined ? 'keep' : 'forget')
    }
    return after
  }),
}

/** What the receiver is built with: a change counts once it listens anew. */
function listenedBy({ bindAddress, trustedProxies, tls }: Settings): unknown {
  return { bindAddress, trustedProxies, tls }
}

export const receiver = {
  restart: openOs.receiver.restart.handler(async ({ context }) => {
    await context.relisten('keep')
    return { ok: true }
  }),

  suggestPort: openOs.receiver.suggestPort.handler(async ({ context }) => {
    const tried = context.listening.state()
    const { bindAddress, port } = context.settings.settings()
    return { port: await findFreePort(bindAddress, tried.state === 'starting' ? port : tried.port) }
  }),
}
