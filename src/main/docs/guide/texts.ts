const files = import.meta.glob<string>('../../../../docs/api/*.md', { query: '?raw', import: 'default', eager: true })
const sampleFiles = import.meta.glob<string>('../../../../docs/api/samples/*/*', { query: '?raw', import: 'default', eager: true })

const root = '../../../../docs/api/'
// Git may check a file out with other line ends; a shell would stumble over them.
const byName = (found: Record<string, string>): ReadonlyMap<string, string> =>
  new Map(Object.entries(found).map(([path, text]) => [path.replace(root, ''), text.replaceAll('\r\n', '\n')]))

/** The pages in their order: file in `docs/api` without `.md`, and its words in the list of pages. */
export const guidePages = [
  { file: 'README', path: '/docs', label: 'Start here' },
  { file: 'posting', path: '/docs/posting', label: 'Posting appointments' },
  { file: 'reading', path: '/docs/reading', label: 'Reading and writing' },
  { file: 'webhooks', path: '/docs/webhooks', label: 'Being told of changes' },
  { file: 'feeds', path: '/docs/feeds', label: 'Calendars and booking page' },
  { file: 'errors', path: '/docs/errors', label: 'Errors and limits' },
] as const
export type GuidePage = (typeof guidePages)[number]

const texts = byName(files)
/** Programs that run as they stand, by a path such as `samples/node/post.mjs`. */
export const samples = byName(sampleFiles)

/** Markdown, as it stands in the repository. */
export function textOf({ file }: Pick<GuidePage, 'file'>): string {
  const text = texts.get(`${file}.md`)
  if (text === undefined) throw new Error(`docs/api/${file}.md is missing`)
  return text
}
