import { html } from 'ghtml'
import { figuresOf, type FiguredSettings } from './figures.ts'
import { fill, renderPage } from './render.ts'
import { guidePages, type GuidePage } from './texts.ts'

export interface PageFacts {
  /** Null: it cannot be told. */
  readonly baseAddress: string | null
  readonly settings: FiguredSettings
}

/** A page of the guide, whole. It works without a script. */
export function guideHtml(page: GuidePage, { baseAddress, settings }: PageFacts): string {
  const { title, body, sections } = renderPage(page)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Deskbell</title>
        <link rel="stylesheet" href="/docs/assets/guide.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the text</a>
        <div class="frame">
          <nav aria-label="Guide">
            <p class="name">Deskbell <span>for developers</span></p>
            <ul>
              !${guidePages.map((each) => entry(each, page, sections))}
              <li><a href="/docs/reference">Reference, to try calls</a></li>
              <li><a href="/openapi.json">openapi.json</a></li>
            </ul>
          </nav>
          <main id="main" tabindex="-1">!${fill(body, figuresOf(settings), baseAddress)}</main>
        </div>
      </body>
    </html>`
}

function entry(each: GuidePage, page: GuidePage, sections: readonly { readonly id: string; readonly title: string }[]): string {
  if (each !== page) return html`<li><a href="${each.path}">${each.label}</a></li>`
  return html`<li>
    <a href="${each.path}" aria-current="page">${each.label}</a>
    <ul>
      !${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </li>`
}
