import { Notification } from 'electron'
import type { Shell } from '../desk/shell.ts'
import { withoutMarkup } from './notice-text.ts'
import type { Windows } from './windows.ts'

const heldForMs = 4 * 3_600_000

export function createNotifier(windows: Pick<Windows, 'show'>): Shell['notify'] {
  /** Electron forgets a notification that nobody holds, and its click with it. */
  const held = new Set<Notification>()
  return async ({ title, body, appointmentId }) => {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body: withoutMarkup(body) })
    held.add(notification)
    const letGo = (): void => void held.delete(notification)
    notification.on('click', () => {
      letGo()
      windows.show(appointmentId ?? undefined)
    })
    // Some systems keep it in their list after that and tell of a click later: it is held until it is old.
    notification.on('failed', letGo)
    setTimeout(letGo, heldForMs).unref()
    notification.show()
  }
}
