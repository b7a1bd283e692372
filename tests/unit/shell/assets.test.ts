import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { contentSecurityPolicy, findAsset, withStyleNonce } from '../../../src/main/shell/assets.ts'

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

test('the policy lets in no script but the page’s own files, and of styles at run time only those with this load’s nonce', () => {
  const policy = contentSecurityPolicy('bm9uY2U=')
  const directives = Object.fromEntries(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]))
  expect({ default: directives['default-src'], script: directives['script-src'], style: directives['style-src'] }).toEqual({
    default: ["'none'"],
    script: ["'self'"],
    style: ["'self'", "'nonce-bm9uY2U='"],
  })
  expect(policy).not.toContain('unsafe')
})

test('the page finds its nonce', () => {
  expect(withStyleNonce('<html><head><title>Deskbell</title></head></html>', 'bm9uY2U=')).toBe(
    '<html><head><meta property="csp-nonce" nonce="bm9uY2U="><title>Deskbell</title></head></html>',
  )
})
