import { existsSync, writeFileSync } from 'node:fs'
import type { Presence, Shell } from '../desk/shell.ts'
import type { DeskTray } from './tray.ts'

export interface Background {
  show(presence: Presence): void
  /** The last window was closed. */
  allClosed(): void
}

export interface BackgroundOptions {
  readonly tray: DeskTray
  /** Says that it was told what closing the last window means. */
  readonly toldFile: string
  /** Started without a window: whoever did so wants it to go on when one that was opened later is closed. */
  readonly isHidden: boolean
  readonly notify: Shell['notify']
  readonly quit: () => void
}

/** Whether Deskbell goes on without a window. Until the desk has said so, and while it has no store to receive into, it does not. */
export function createBackground({ tray, toldFile, isHidden, notify, quit }: BackgroundOptions): Background {
  let presence: Presence | null = null
  return {
    show(shown) {
      presence = shown
      if (shown.staysInBackground || isHidden) tray.show(shown)
      else tray.remove()
    },
    allClosed() {
      if (isHidden) return
      if (presence?.staysInBackground !== true) {
        quit()
        return
      }
      if (existsSync(toldFile)) return
      void notify({ ...presence.firstTime, appointmentId: null })
      try {
        writeFileSync(toldFile, '')
      } catch {
        // It is told again the next time.
      }
    },
  }
}
