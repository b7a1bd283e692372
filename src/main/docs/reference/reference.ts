import { html } from 'ghtml'

const path = '/docs/assets'

/** The page on which calls are tried. The viewer is the only thing of the documentation that needs a script. */
export const referenceHtml = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex, nofollow" />
      <meta name="color-scheme" content="light dark" />
      <title>Reference · Deskbell</title>
      <link rel="stylesheet" href="${path}/swagger-ui.css" />
      <link rel="stylesheet" href="${path}/reference.css" />
      <script defer src="${path}/swagger-ui-bundle.js"></script>
      <script defer src="${path}/reference.js"></script>
    </head>
    <body>
      <header><a href="/docs">Guide for developers</a></header>
      <div id="viewer"></div>
      <noscript>Calls can be tried only with JavaScript. <a href="/openapi.json">openapi.json</a> has all of it as a file.</noscript>
    </body>
  </html>`

interface Asset {
  readonly type: string
  /** Loaded when it is asked for: the viewer is larger than the rest of the desk, and hardly anybody opens it. */
  readonly load: () => Promise<{ readonly default: string }>
}

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'

/** What the pages load, by path. */
export const assets: Readonly<Record<string, Asset>> = {
  [`${path}/guide.css`]: { type: style, load: () => import('../guide/guide.css?raw') },
  [`${path}/reference.css`]: { type: style, load: () => import('./reference.css?raw') },
  [`${path}/reference.js`]: { type: script, load: () => import('./start.js?raw') },
  [`${path}/swagger-ui.css`]: { type: style, load: () => import('swagger-ui-dist/swagger-ui.css?raw') },
  [`${path}/swagger-ui-bundle.js`]: { type: script, load: () => import('swagger-ui-dist/swagger-ui-bundle.js?raw') },
}
