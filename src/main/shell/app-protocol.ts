import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { appScheme, contentSecurityPolicy, findAsset } from './assets.ts'

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
    try {
      return new Response(await readFile(asset.file), { headers: { 'content-type': asset.contentType, ...safetyHeaders } })
    } catch {
      return refuse(404)
    }
  })
}

const safetyHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // An update of the app changes the files under the same names.
  'cache-control': 'no-store',
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: safetyHeaders })
}
