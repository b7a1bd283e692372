import { html } from 'ghtml'
import type { ProblemCode } from '../../../shared/contract/rest-problems.ts'
import { figuresOf, type FiguredSettings } from './figures.ts'
import { fill, renderPage, renderProblem } from './render.ts'
import { guidePages, type GuidePage } from './texts.ts'

export interface PageFacts {
  /** Null: it cannot be told. */
  readonly baseAddress: string | null
  readonly settings: FiguredSettings
}

interface Section {
  readonly id: string
  readonly title: string
}

/** A page of the guide, whole. It works without a script. */
export function guideHtml(page: GuidePage, { baseAddress, settings }: PageFacts): string {
  const { title, body, sections } = renderPage(page)
  return frame({ title, page, sections, body: fill(body, figuresOf(settings), baseAddress) })
}

/** What the guide says of one of the REST API's refusals: the address by which its `type` names it. */
export function problemHtml(code: ProblemCode): string {
  return frame({ title: code, page: null, sections: [], body: renderProblem(code) })
}

/** @param page which one of the list it is; null: none of them. */
function frame({
  title,
  page,
  sections,
  body,
}: {
  readonly title: string
  readonly page: GuidePage | null
  readonly sections: readonly Section[]
  readonly body: string
}): string {
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
          <main id="main" tabindex="-1">!${body}</main>
        </div>
      </body>
    </html>`
}

function entry(each: GuidePage, page: GuidePage | null, sections: readonly Section[]): string {
  if (each !== page) return html`<li><a href="${each.path}">${each.label}</a></li>`
  return html`<li>
    <a href="${each.path}" aria-current="page">${each.label}</a>
    <ul>
      !${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </li>`
}
