import { extname, isAbsolute, join, relative, sep } from 'node:path'

/** The page's own origin. A scheme of our own rather than file://, so that the page has an origin and reads nothing else of the disk. */
export const appScheme = 'deskbell'
export const appOrigin = `${appScheme}://app`

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/**
 * Mantine puts some of its styles into `<style>` elements at run time; those carry the nonce of their page load.
 * `connect-src 'none'`: the page's data comes through its port.
 */
export function contentSecurityPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Puts the nonce where the page's own code finds it: renderer/desk/style-nonce.ts. */
export function withStyleNonce(html: string, styleNonce: string): string {
  return html.replace('<head>', `<head><meta property="csp-nonce" nonce="${styleNonce}">`)
}

/** The file that a URL of our scheme stands for, or null for everything that is not one of the page's own files. */
export function findAsset(root: string, url: string): { readonly file: string; readonly contentType: string } | null {
  const path = pathOf(url)
  if (path === null) return null
  const file = join(root, path === '/' ? 'index.html' : path)
  const inside = relative(root, file)
  if (inside === '' || isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) return null
  const contentType = contentTypes[extname(file).toLowerCase()]
  return contentType === undefined ? null : { file, contentType }
}

function pathOf(url: string): string | null {
  try {
    const { protocol, host, pathname } = new URL(url)
    if (`${protocol}//${host}` !== appOrigin) return null
    const path = decodeURIComponent(pathname)
    // A NUL would cut the name off, a backslash is a separator on Windows: neither is in a name of ours.
    return /[\0\\]/.test(path) ? null : path
  } catch {
    return null
  }
}
