import { protocol } from 'electron'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { appScheme, contentSecurityPolicy, findAsset, withStyleNonce } from './assets.ts'

/** To be called before the app is ready: a scheme's standing is settled by then. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the page's files from `root`, and nothing beside them. */
export function serveApp(root: string): void {
  protocol.handle(appScheme, async ({ url, method }) => {
    if (method !== 'GET') return refuse(405)
    const asset = findAsset(root, url)
    if (asset === null) return refuse(404)
    const { file, contentType } = asset
    const styleNonce = randomBytes(16).toString('base64')
    try {
      const bytes = await readFile(file)
      const body = contentType.startsWith('text/html') ? withStyleNonce(bytes.toString('utf8'), styleNonce) : bytes
      return new Response(body, { headers: { ...headersWith(styleNonce), 'content-type': contentType } })
    } catch {
      return refuse(404)
    }
  })
}

function headersWith(styleNonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(styleNonce),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // An update of the app changes the files under the same names.
    'cache-control': 'no-store',
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: headersWith('none') })
}
