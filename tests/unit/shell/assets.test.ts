import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { contentSecurityPolicy, findAsset } from '../../../src/main/shell/assets.ts'

const root = resolve('/opt/deskbell/renderer')

test.each([
  ['deskbell://app/', 'index.html', 'text/html; charset=utf-8'],
  ['deskbell://app/index.html', 'index.html', 'text/html; charset=utf-8'],
  ['deskbell://app/assets/index-1.js?v=2#top', 'assets/index-1.js', 'text/javascript; charset=utf-8'],
  ['deskbell://app/assets/a%20b.svg', 'assets/a b.svg', 'image/svg+xml'],
  ['deskbell://app/assets/../index.html', 'index.html', 'text/html; charset=utf-8'],
])('%s is one of the page’s files', (url, file, contentType) => {
  expect(findAsset(root, url)).toEqual({ file: join(root, file), contentType })
})

test.each([
  ['another host', 'deskbell://other/index.html'],
  ['another scheme', 'https://app/index.html'],
  ['no URL', 'index.html'],
  ['a way out', 'deskbell://app/..%2f..%2fetc%2fpasswd.html'],
  ['a way out behind a folder', 'deskbell://app/assets/..%2f..%2fmain%2findex.js'],
  ['a way out for Windows', 'deskbell://app/..%5c..%5cmain%5cindex.js'],
  ['a neighbour with the same beginning', 'deskbell://app/..%2frenderer-old%2findex.html'],
  ['a NUL', 'deskbell://app/index.html%00.png'],
  ['broken escapes', 'deskbell://app/%E0%A4%A.html'],
  ['a kind of file that the page has none of', 'deskbell://app/desk.db'],
  ['a folder', 'deskbell://app/assets/'],
])('%s is refused', (_what, url) => {
  expect(findAsset(root, url)).toBeNull()
})

test('the policy lets no script in but the page’s own files', () => {
  const directives = new Map(contentSecurityPolicy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]))
  expect([directives.get('default-src'), directives.get('script-src'), directives.get('connect-src')]).toEqual([
    ["'none'"],
    ["'self'"],
    ["'none'"],
  ])
})
