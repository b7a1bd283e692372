import { request } from 'undici'
import { expect, test } from 'vitest'
import { figuresOf } from '../../../src/main/docs/guide/figures.ts'
import { figurePattern, problemTextOf } from '../../../src/main/docs/guide/render.ts'
import { guidePages, samples, textOf } from '../../../src/main/docs/guide/texts.ts'
import { problemCodeOf, problemType, restErrors, type RestErrorName } from '../../../src/shared/contract/rest-problems.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { startTestDesk } from '../desk/test-desk.ts'

const names = Object.keys(restErrors) as RestErrorName[]
const said = guidePages.flatMap((page) =>
  [...textOf(page).matchAll(figurePattern)].map(([, name = '', usual = '']) => ({ page: page.file, name, usual })),
)
const ofTheOffice = ['support', 'changes']

test.for(said.filter(({ name }) => !ofTheOffice.includes(name)))(
  'what $page says of $name is what is set where nobody changed it',
  ({ name, usual }) => {
    expect(figuresOf(defaultSettings())[name]).toBe(usual)
  },
)

test('the guide has a word for each refusal of the REST API, under the address by which it is named', async () => {
  const { url } = await startTestDesk()
  for (const name of names) {
    const { status, message } = restErrors[name]
    const code = problemCodeOf(name)
    expect(problemTextOf(code)).toContain(`**${status}: ${message}.**`)
  }
  const reply = await fetch(`${url}${problemType('rate_limited')}`)
  expect([reply.status, await reply.text()]).toEqual([200, expect.stringContaining('Wait <code>Retry-After</code> seconds')])
})

test('every page comes, and every link on it leads somewhere', async () => {
  const { url } = await startTestDesk()
  const pages = new Map<string, string>()
  for (const { path } of guidePages) {
    const reply = await fetch(`${url}${path}`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    pages.set(path, await reply.text())
  }
  const broken: string[] = []
  for (const [from, text] of pages) {
    for (const [, href = ''] of text.matchAll(/(?:href|src)="([^"]+)"/g)) {
      if (/^(https:\/\/www\.standardwebhooks\.com|mailto:)/.test(href)) continue
      const [path, anchor] = href.split('#')
      const target = path === '' ? from : (path ?? '')
      const page = pages.get(target) ?? (await (await fetch(`${url}${target}`)).text())
      const isThere = anchor === undefined ? !page.includes('"Not found"') : page.includes(`id="${anchor}"`)
      if (!isThere) broken.push(`${from}: ${href}`)
    }
  }
  expect(broken).toEqual([])
})

test('samples are shown byte for byte, and can be had as files', async () => {
  const { url } = await startTestDesk()
  const shown = (await Promise.all(guidePages.map(async ({ path }) => (await fetch(`${url}${path}`)).text()))).join('')
  const unescaped = shown.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
  for (const [name, text] of samples) {
    expect(unescaped).toContain(`<code>${text}</code>`)
    expect(await (await fetch(`${url}/docs/${name}`)).text()).toBe(text)
  }
})

test('the page names the address by which it was asked, what the office says, and the limits that are set', async () => {
  const { desk, url } = await startTestDesk()
  const { guards } = await desk.settings.get()
  await desk.settings.update({
    guide: { supportContact: 'help@clinic.example', changeLog: '2026-11-20: <b>notes</b> may be longer' },
    guards: { ...guards, failuresPerMinute: 77 },
  })
  const start = await (await fetch(`${url}/docs`)).text()
  expect(start).toContain(`<code>${url}`)
  expect(start).not.toContain('desk.example.com')
  expect(start).toContain('<a href="mailto:help@clinic.example">help@clinic.example</a>')
  expect(start).toContain('2026-11-20: &#60;b&#62;notes')
  expect(await (await fetch(`${url}/docs/errors`)).text()).toContain('77')
})

test('behind the public address the page names that one, and repeats no other words of a Host', async () => {
  const { desk, url } = await startTestDesk()
  await desk.settings.update({ publicAddress: 'https://desk.clinic.test' })
  const { port } = new URL(url)
  const serverOf = async (host: string): Promise<unknown> => {
    const { body } = await request(`${url}/openapi.json`, { headers: { host } })
    return ((await body.json()) as { servers: unknown }).servers
  }
  expect(await serverOf('desk.clinic.test')).toEqual([{ url: 'https://desk.clinic.test' }])
  expect(await serverOf(`127.0.0.1:${port}`)).toEqual([{ url }])
  expect(await serverOf('"><script>')).toEqual([{ url: '/' }])
})

test('an unknown page is 404, another method 405, and nothing runs in the guide but its style', async () => {
  const { url } = await startTestDesk()
  const posted = await fetch(`${url}/docs`, { method: 'POST' })
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect((await fetch(`${url}/docs/nothing`)).status).toBe(404)
  const page = await fetch(`${url}/docs`)
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  )
  expect((await fetch(`${url}/docs`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })).status).toBe(304)
})
