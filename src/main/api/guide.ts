import { openOs } from './implementer.ts'

export const guide = {
  open: openOs.guide.open.handler(async ({ context, errors }) => {
    const url = context.listening.localUrl()
    if (url === null) throw errors.NOT_RECEIVING({ message: 'Nothing is received now, so that the guide cannot be reached either.' })
    try {
      await context.shell.openExternal(new URL('/docs', url).href)
    } catch {
      throw errors.FAILED({ message: 'No browser could be opened.' })
    }
    return { ok: true }
  }),
}
