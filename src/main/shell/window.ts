import { app, BrowserWindow, Menu, screen } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import { fileURLToPath } from 'node:url'
import { appointmentFragment } from '../../shared/page-address.ts'
import { appOrigin } from './assets.ts'
import { parseUrl } from './parse-url.ts'
import { readPlace, writePlace } from './window-bounds.ts'

/** electron-vite's server while developing; a packaged app never follows the variable. */
const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

/** True for the URLs of our own page, and of no other. */
export function isOurPage(url: string): boolean {
  const parsed = parseUrl(url)
  if (parsed === null) return false
  if (developmentUrl !== undefined && parsed.origin === new URL(developmentUrl).origin) return true
  // Not by `origin`: Node calls the origin of any scheme of one's own "null".
  return `${parsed.protocol}//${parsed.host}` === appOrigin
}

const pageUrl = developmentUrl ?? `${appOrigin}/index.html`

export interface WindowOptions {
  /** Keeps where it was when it was closed last. */
  readonly placeFile: string
  /** The window that it is opened from; where nothing else is known it lies a little beside it. */
  readonly beside: BrowserWindow | null
  /** Shown at once; null: the page begins where it was left. */
  readonly appointmentId: number | null
}

/** Opens where it was when it was closed last. */
export function openMainWindow({ placeFile, beside, appointmentId }: WindowOptions): BrowserWindow {
  const place = readPlace(
    placeFile,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...(place?.bounds ?? { width: 1440, height: 900, ...(beside && stepFrom(beside)) }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Deskbell',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  // Maximizing shows a window as well, so it waits for the page too.
  window.once('ready-to-show', () => (place?.maximized ? window.maximize() : window.show()))
  const keepPlace = (): void => writePlace(placeFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  window.on('close', keepPlace)
  // Quitting ends the app with its windows open.
  app.on('before-quit', keepPlace)
  window.on('closed', () => app.off('before-quit', keepPlace))
  void window.loadURL(appointmentId === null ? pageUrl : `${pageUrl}${appointmentFragment(appointmentId)}`)
  return window
}

/** Only the fragment differs, so the page is not loaded anew: it hears of it and opens the appointment. */
export function showAppointment(window: BrowserWindow, appointmentId: number): void {
  void window.loadURL(`${pageUrl}${appointmentFragment(appointmentId)}`)
}

/** So that both are seen to be there. */
function stepFrom(window: BrowserWindow): { readonly x: number; readonly y: number } {
  const { x, y } = window.getNormalBounds()
  return { x: x + 40, y: y + 40 }
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Only the roles that a text field, the zoom and macOS itself need: everything else is in the page. */
export function setMenu(): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
