import { app, shell } from 'electron'
import { ShellError } from '../desk/shell.ts'
import type { Shell } from '../desk/shell.ts'
import type { Background } from './background.ts'
import { showBadge } from './badge.ts'
import { mayOpenForDesk } from './external-links.ts'
import { chooseFile, chooseFolder } from './choose.ts'
import { createFileSaver } from './save-file.ts'
import type { Windows } from './windows.ts'

export interface DeskShellParts {
  readonly windows: Windows
  readonly background: Background
  readonly notify: Shell['notify']
}

/** What the desk asks of Electron. */
export function deskShell({ windows, background, notify }: DeskShellParts): Shell {
  const { savePdf, reserveFile, showFile, showInFolder } = createFileSaver(windows)
  return {
    notify,
    async showNews(count) {
      windows.setNews(count)
      showBadge(app, count)
    },
    async openWindow() {
      windows.open()
    },
    async showPresence(presence) {
      background.show(presence)
    },
    async quit() {
      app.quit()
    },
    savePdf,
    reserveFile,
    chooseFile: (order) => chooseFile(windows, order),
    chooseFolder: (order) => chooseFolder(windows, order),
    showFile,
    showInFolder,
    async openExternal(url) {
      if (!mayOpenForDesk(url)) throw new ShellError('failed')
      await shell.openExternal(url)
    },
  }
}
