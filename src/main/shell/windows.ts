import { app } from 'electron'
import type { BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { LogEntry } from '../desk/messages.ts'
import { bringForward, openMainWindow, showAppointment } from './window.ts'

export interface WindowsOptions {
  readonly dataDir: string
  readonly log: (entry: LogEntry) => void
  readonly isQuitting: () => boolean
  /** One of the windows got the focus, or none has it any more. */
  readonly onLooked: (isLookedAt: boolean) => void
}

export interface Windows {
  /** One more. */
  open(): void
  /** The one that was used last comes to the front; where there is none, one is opened. With an id it shows that appointment. */
  show(appointmentId?: number): void
  find(windowId: number): BrowserWindow | null
  /** News since a window was last looked at, in the titles. */
  setNews(count: number): void
}

export function createWindows({ dataDir, log, isQuitting, onLooked }: WindowsOptions): Windows {
  /** The place that each open window keeps its bounds in; the one used last is the last. */
  const places = new Map<BrowserWindow, number>()
  let news = 0

  app.on('browser-window-focus', (_event, window) => {
    const place = places.get(window)
    if (place === undefined) return
    places.delete(window)
    places.set(window, place)
    onLooked(true)
  })
  app.on('browser-window-blur', () => onLooked(false))

  function open(appointmentId: number | null): void {
    const taken = new Set(places.values())
    let place = 1
    while (taken.has(place)) place += 1
    const placeFile = join(dataDir, place === 1 ? 'window.json' : `window-${place}.json`)
    const window = openMainWindow({ placeFile, beside: [...places.keys()].at(-1) ?? null, appointmentId })
    places.set(window, place)
    window.setTitle(titleWith(news))
    // The page's own title never changes.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('closed', () => places.delete(window))
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      // A signal to the whole process group, as a terminal's Ctrl-C is, ends the page's process before ours has closed the store.
      if (isQuitting()) return
      log({ level: 'error', event: 'page-gone', reason, exitCode })
      // Not at once: a page that dies while it loads would otherwise keep a processor busy.
      setTimeout(() => {
        if (!window.isDestroyed()) window.reload()
      }, 1_000)
    })
  }

  return {
    open: () => open(null),
    show(appointmentId) {
      const window = [...places.keys()].at(-1)
      if (window === undefined) {
        open(appointmentId ?? null)
        return
      }
      bringForward(window)
      if (appointmentId !== undefined) showAppointment(window, appointmentId)
    },
    find: (windowId) => [...places.keys()].find(({ id }) => id === windowId) ?? null,
    setNews(count) {
      news = count
      for (const window of places.keys()) window.setTitle(titleWith(count))
    },
  }
}

function titleWith(news: number): string {
  return news === 0 ? 'Deskbell' : `(${news}) Deskbell`
}
