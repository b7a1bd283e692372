import { openOs } from './implementer.ts'

export const booking = {
  showExample: openOs.booking.showExample.handler(async ({ context, errors }) => {
    if (!context.settings.settings().bookingPage.enabled)
      throw errors.SWITCHED_OFF({ message: 'The page is switched off: switch it on first.' })
    const url = context.listening.localUrl()
    if (url === null) throw errors.NOT_RECEIVING({ message: 'Nothing is received now, so that the page cannot be reached either.' })
    try {
      await context.shell.openExternal(new URL('/schedule/example', url).href)
    } catch {
      throw errors.FAILED({ message: 'No browser could be opened.' })
    }
    return { ok: true }
  }),
}
