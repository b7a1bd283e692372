import { app, Notification, shell } from 'electron'
import { ShellError } from '../desk/shell.ts'
import type { Shell } from '../desk/shell.ts'
import { showBadge } from './badge.ts'
import { mayOpenForDesk } from './external-links.ts'
import { createPdfSaver } from './save-pdf.ts'
import type { Windows } from './windows.ts'

/** What the desk asks of Electron. */
export function deskShell(windows: Windows): Shell {
  /** Electron forgets a notification that nobody holds, and its click with it. */
  const held = new Set<Notification>()
  const { savePdf, showFile } = createPdfSaver(windows)
  return {
    async notify({ title, body, appointmentId }) {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title, body })
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
    },
    async showNews(count) {
      windows.setNews(count)
      showBadge(app, count)
    },
    async openWindow() {
      windows.open()
    },
    savePdf,
    showFile,
    async openExternal(url) {
      if (!mayOpenForDesk(url)) throw new ShellError('failed')
      await shell.openExternal(url)
    },
  }
}

const heldForMs = 4 * 3_600_000
