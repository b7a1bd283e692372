import { html } from 'ghtml'
import { Marked, Renderer, type Token, type Tokens } from 'marked'
import type { ProblemCode } from '../../../shared/contract/rest-problems.ts'
import { guidePages, samples, textOf, type GuidePage } from './texts.ts'

/** In the repository's text; the served page has the real one in its place. */
export const exampleAddress = 'https://desk.example.com'

export interface Section {
  readonly id: string
  readonly title: string
}

export interface RenderedPage {
  readonly title: string
  /** With marks of what is filled in on each request: see `fill`. */
  readonly body: string
  readonly sections: readonly Section[]
}

const rendered = new Map<GuidePage, RenderedPage>()

/** One page of the guide as HTML, made once. */
export function renderPage(page: GuidePage): RenderedPage {
  const known = rendered.get(page)
  if (known !== undefined) return known
  const made = render(textOf(page))
  rendered.set(page, made)
  return made
}

function render(markdown: string): RenderedPage {
  const sections: Section[] = []
  let title = ''
  const taken = new Set<string>()
  const plain = new Renderer()
  const marked = new Marked({
    walkTokens: showSample,
    renderer: {
      heading({ tokens, depth, text }) {
        const id = anchorOf(text, taken)
        const words = this.parser.parseInline(tokens)
        if (depth === 1) title = text
        if (depth === 2) sections.push({ id, title: text })
        return `<h${depth} id="${id}">${words}</h${depth}>\n`
      },
      // Both scroll by themselves, which a keyboard must reach.
      code(token) {
        plain.parser = this.parser
        return plain.code(token).replace('<pre>', '<pre tabindex="0">')
      },
      table(token) {
        plain.parser = this.parser
        return `<div class="wide" role="group" aria-label="Table" tabindex="0">${plain.table(token)}</div>\n`
      },
      link(token) {
        plain.parser = this.parser
        return plain.link({ ...token, href: addressOf(token.href) })
      },
    },
  })
  const body = marked.parse(markdown, { async: false })
  return { title, body, sections }
}

/** A link to a sample that stands alone becomes the sample itself, with the link above it. */
function showSample(token: Token): void {
  if (token.type !== 'paragraph') return
  const [link, ...others] = (token as Tokens.Paragraph).tokens
  if (others.length > 0 || link?.type !== 'link') return
  const { href } = link as Tokens.Link
  const code = samples.get(href)
  if (code === undefined) return
  const name = href.replace('samples/', '')
  const shown = html`<figure class="sample">
    <figcaption><a href="${addressOf(href)}">${name}</a></figcaption>
    <pre tabindex="0"><code>${code}</code></pre>
  </figure>`
  Object.assign(token, { type: 'html', raw: shown, text: shown, block: true, pre: false })
}

/** Where a file of the guide is served. */
function addressOf(href: string): string {
  const [file = '', anchor] = href.split('#')
  if (file.startsWith('samples/')) return `/docs/${file}`
  const page = guidePages.find((each) => `${each.file}.md` === file)
  return page === undefined ? href : `${page.path}${anchor === undefined ? '' : `#${anchor}`}`
}

/** As the repository's host makes them of headings, so that a link into a page works in both places. */
function anchorOf(text: string, taken: Set<string>): string {
  const base = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
  let anchor = base
  for (let more = 1; taken.has(anchor); more += 1) anchor = `${base}-${more}`
  taken.add(anchor)
  return anchor
}

/** Of the page about errors, what it says of one code; null: nothing. */
export function problemTextOf(code: ProblemCode): string | null {
  const [, text] = textOf({ file: 'errors' }).split(`\n### ${code}\n`)
  return text?.split('\n### ')[0]?.trim() ?? null
}

/** One code's part of it, as a page of its own. */
export function renderProblem(code: ProblemCode): string {
  const { body } = render(`# ${code}\n\n${problemTextOf(code) ?? ''}\n\n[All codes](errors.md#codes)\n`)
  return body
}

/** What stands between `<!--name-->` and `<!--/-->` in the repository is what a desk says that nobody has set up. */
export const figurePattern = /<!--([a-zA-Z]+)-->([\s\S]*?)<!--\/-->/g

/**
 * Puts in what only this desk knows.
 *
 * @param figures HTML by name, escaped already.
 * @param baseAddress null: it cannot be told, and the example's stays.
 */
export function fill(body: string, figures: Readonly<Record<string, string>>, baseAddress: string | null): string {
  const figured = body.replaceAll(figurePattern, (_all, name: string, usual: string) => figures[name] ?? usual)
  return baseAddress === null ? figured : figured.replaceAll(exampleAddress, () => html`${baseAddress}`)
}
