import { app, BrowserWindow, dialog, session, shell } from 'electron'
import type { WebContents } from 'electron'
import { judgeLink } from './external-links.ts'

/** Refuses, for every page there will ever be, what our page never needs. `isOurs` tells our page's URLs. */
export function guardPages(isOurs: (url: string) => boolean): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(permission === 'clipboard-sanitized-write' && isOurs(details.requestingUrl)),
  )
  // Copying an address or a request is done with the page's clipboard, which asks for this one.
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isOurs(origin),
  )
  session.defaultSession.setDevicePermissionHandler(() => false)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => guardPage(contents, isOurs))
}

function guardPage(contents: WebContents, isOurs: (url: string) => boolean): void {
  contents.on('will-navigate', (details) => {
    if (!isOurs(details.url)) details.preventDefault()
  })
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || !isOurs(details.url)) details.preventDefault()
  })
  contents.on('will-redirect', (details) => details.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openLink(contents, url)
    return { action: 'deny' }
  })
}

async function openLink(contents: WebContents, url: string): Promise<void> {
  const decision = judgeLink(url)
  if (decision.kind === 'refuse') return
  if (decision.kind === 'ask' && !(await isAgreed(contents, decision.hostname))) return
  await shell.openExternal(url)
}

async function isAgreed(contents: WebContents, hostname: string): Promise<boolean> {
  const window = BrowserWindow.fromWebContents(contents)
  if (window === null) return false
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${hostname} in the browser?`,
    detail: 'The link came with an appointment. It is not one of the meeting services that Deskbell knows.',
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
