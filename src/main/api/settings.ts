import { changeSettings } from '../desk/change-settings.ts'
import { findFreePort } from '../desk/listening.ts'
import { openOs } from './implementer.ts'

export const settings = {
  get: openOs.settings.get.handler(({ context }) => context.settings.settings()),

  update: openOs.settings.update.handler(({ context, input }) => changeSettings(context, input)),
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
