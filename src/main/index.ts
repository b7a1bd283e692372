import { app, BrowserWindow, ipcMain, powerMonitor } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { portOffered } from '../shared/port-names.ts'
import { startDeskHost } from './desk-host.ts'
import type { DeskHost } from './desk-host.ts'
import { describeError } from './desk/describe-error.ts'
import { declareAppScheme, serveApp } from './shell/app-protocol.ts'
import { LaunchOptionError, readLaunchOptions } from './shell/command-line.ts'
import type { LaunchOptions } from './shell/command-line.ts'
import { createBackground } from './shell/background.ts'
import { deskShell } from './shell/desk-shell.ts'
import { systemKeyring } from './shell/keyring.ts'
import { openLogFile } from './shell/log-file.ts'
import { createNotifier } from './shell/notify.ts'
import { guardPages } from './shell/safety.ts'
import { createDeskTray } from './shell/tray.ts'
import { isOurPage, setMenu } from './shell/window.ts'
import { createWindows } from './shell/windows.ts'

declareAppScheme()
const options = readOptionsOrExit()
const dataDir = options.dataDir ?? app.getPath('userData')
mkdirSync(dataDir, { recursive: true, mode: 0o700 })
app.setPath('userData', dataDir)
// Chromium's own files are kept out of the way of ours.
app.setPath('sessionData', join(dataDir, 'chromium'))

const log = openLogFile(join(dataDir, 'logs', 'deskbell.log'))
// Electron would show a modal dialog and wait, for ever where nobody looks.
process.on('uncaughtException', exitAfter)
process.on('unhandledRejection', exitAfter)

// The lock goes by userData: one instance for each data directory.
if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run)
} else {
  process.stderr.write('deskbell: already running with this data directory; its window was brought to the front.\n')
  app.exit(0)
}

function run(): void {
  // Windows shows notifications only of programs that it knows by this name, which the installer gives the shortcut too.
  if (process.platform === 'win32') app.setAppUserModelId('app.deskbell.desktop')
  serveApp(fileURLToPath(new URL('../renderer', import.meta.url)))
  guardPages(isOurPage)
  setMenu()
  const quitting = { begun: false }
  const windows = createWindows({
    dataDir,
    log,
    isQuitting: () => quitting.begun,
    onLooked: (isLookedAt) => host.looked(isLookedAt),
  })
  const notify = createNotifier(windows)
  const background = createBackground({
    tray: createDeskTray({ onOpen: () => windows.show(), onQuit: () => app.quit() }),
    toldFile: join(dataDir, 'background-told'),
    isHidden: options.hidden,
    notify,
    quit: () => app.quit(),
  })
  const host = startDeskHost({
    entry: new URL('./desk.js', import.meta.url),
    desk: { ...options, dataDir, version: app.getVersion(), locale: app.getLocale() },
    keyring: systemKeyring,
    shell: deskShell({ windows, background, notify }),
    log,
    onRefused: (message) => {
      process.stderr.write(`deskbell: ${message}\n`)
      app.exit(1)
    },
  })
  servePorts(host)
  powerMonitor.on('suspend', () => host.suspending())
  powerMonitor.on('resume', () => host.resumed())
  quitInOrder(host, quitting)

  if (!options.hidden) windows.open()
  const show = (): void => windows.show()
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', background.allClosed)
}

/** A port is taken only from our own page's main frame; whatever else calls is not answered. */
function servePorts(host: DeskHost): void {
  const portOf = new WeakMap<Electron.WebContents, Electron.MessagePortMain>()
  ipcMain.on(portOffered, ({ sender, senderFrame, ports: [port] }) => {
    const window = BrowserWindow.fromWebContents(sender)
    if (port === undefined) return
    if (window === null || senderFrame === null || senderFrame !== sender.mainFrame || !isOurPage(senderFrame.url)) {
      port.close()
      return
    }
    portOf.get(sender)?.close()
    portOf.set(sender, port)
    host.connectWindow(port, window.id)
  })
}

/** However the app is told to end, the desk closes its store first. */
function quitInOrder(host: DeskHost, quitting: { begun: boolean }): void {
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (quitting.begun) return
    quitting.begun = true
    void host.close().then(() => app.exit(0))
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The same signal often goes to every process of the app (Ctrl-C, the end of a session). Chromium takes the GPU process's death for a
      // crash, tries again, and after the third time takes us down before the store is closed.
      app.commandLine.appendSwitch('disable-gpu-process-crash-limit')
      app.quit()
    })
  }
}

function readOptionsOrExit(): LaunchOptions {
  try {
    return readLaunchOptions(process.argv.slice(1), process.env, process.cwd())
  } catch (error) {
    if (!(error instanceof LaunchOptionError)) throw error
    process.stderr.write(`deskbell: ${error.message}\n`)
    process.exit(1)
  }
}

function exitAfter(error: unknown): void {
  log({ level: 'error', event: 'uncaught', ...describeError(error) })
  app.exit(1)
}
