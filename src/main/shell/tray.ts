import { Menu, nativeImage, Tray } from 'electron'
import type { NativeImage } from 'electron'
import type { Presence } from '../desk/shell.ts'
import twiceUrl from '../../../resources/tray@2x.png?inline'
import onceUrl from '../../../resources/tray.png?inline'
import templateTwiceUrl from '../../../resources/trayTemplate@2x.png?inline'
import templateOnceUrl from '../../../resources/trayTemplate.png?inline'

export interface DeskTray {
  show(presence: Presence): void
  remove(): void
}

/** The icon by which Deskbell is reached without a window. Where the desktop has no place for one, nothing is shown and nothing fails. */
export function createDeskTray({ onOpen, onQuit }: { onOpen(): void; onQuit(): void }): DeskTray {
  let tray: Tray | null = null
  return {
    show({ line, open, quit }) {
      tray ??= createTray(onOpen)
      tray.setToolTip(`Deskbell · ${line}`)
      // Linux shows a change of the menu only when the whole of it is set anew.
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: line, enabled: false },
          { type: 'separator' },
          { label: open, click: onOpen },
          { label: quit, click: onQuit },
        ]),
      )
    },
    remove() {
      tray?.destroy()
      tray = null
    },
  }
}

function createTray(onOpen: () => void): Tray {
  const tray = new Tray(icon())
  // On macOS a click opens the menu, as it does everywhere there.
  if (process.platform !== 'darwin') tray.on('click', onOpen)
  return tray
}

/** macOS colours a template itself, for its light and its dark bar. */
function icon(): NativeImage {
  const isTemplate = process.platform === 'darwin'
  const image = nativeImage.createEmpty()
  image.addRepresentation({ scaleFactor: 1, dataURL: isTemplate ? templateOnceUrl : onceUrl })
  image.addRepresentation({ scaleFactor: 2, dataURL: isTemplate ? templateTwiceUrl : twiceUrl })
  image.setTemplateImage(isTemplate)
  return image
}
