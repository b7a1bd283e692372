import { networkInterfaces } from 'node:os'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { expect, test } from 'vitest'
import { keepCertificate, makeCertificate } from '../support/certificates.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { join, openBrowser, password, placeOf, startOffice, tokenOf } from '../unit/desks/office.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'

/** An address of this machine beside loopback; 127.0.0.2 would be loopback, too. */
const otherAddress = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address

test('while it is off there is nothing: neither the page nor signing in', async () => {
  const office = await startTestDesk()
  const browser = openBrowser(placeOf(office))
  const state = await office.desk.desks.state()
  const answers = await Promise.all(['/desk', '/desk/', '/desk/auth/session', '/desk/assets/x.js'].map((path) => browser.ask(path)))
  expect({ enabled: state.enabled, statuses: answers.map(({ status }) => status) }).toEqual({
    enabled: false,
    statuses: [404, 404, 404, 404],
  })
})

test('the page comes with a policy and a nonce of its own each time, its files for ever, and nothing beside them', async () => {
  const pageFolder = temporaryFolder()
  mkdirSync(joinPath(pageFolder, 'assets'))
  writeFileSync(joinPath(pageFolder, 'index.html'), '<!doctype html><html><head><title>Deskbell</title></head><body></body></html>')
  writeFileSync(joinPath(pageFolder, 'assets', 'index-abc.js'), 'export {}')
  writeFileSync(joinPath(pageFolder, 'secret.txt'), 'nobody reads this')
  const office = await startOffice({ pageFolder })
  const browser = openBrowser(placeOf(office))
  const [first, second] = [await browser.ask('/desk/'), await browser.ask('/desk/')]
  const nonceOf = ({ text }: { readonly text: string }): string => /nonce="([^"]+)"/.exec(text)?.[1] ?? ''
  const asset = await browser.ask('/desk/assets/index-abc.js')
  const beside = await Promise.all(
    ['/desk/assets/..%2Fsecret.txt', '/desk/assets/../secret.txt', '/desk/assets/%2e%2e%2findex.html', '/desk/assets/none.js'].map((path) =>
      browser.ask(path),
    ),
  )
  const redirect = await browser.ask('/desk')
  expect(first.headers['content-security-policy']).toContain(`'nonce-${nonceOf(first)}'`)
  expect(first.headers['content-security-policy']).toContain("connect-src 'self'")
  expect(first.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(nonceOf(first)).not.toBe(nonceOf(second))
  expect({
    page: first.headers['cache-control'],
    asset: [asset.status, asset.headers['content-type'], asset.headers['cache-control'], asset.text],
    beside: new Set(beside.map(({ status }) => status)),
    redirect: [redirect.status, redirect.headers.location],
  }).toEqual({
    page: 'no-store',
    asset: [200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable', 'export {}'],
    beside: new Set([404]),
    redirect: [302, '/desk/'],
  })
})

test.skipIf(otherAddress === undefined)('plain HTTP is refused beyond this machine, with a page that says what to do', async () => {
  const office = await startOffice()
  await office.desk.settings.update({ bindAddress: '0.0.0.0' })
  const { port } = placeOf({ ...office, url: office.running.url() ?? '' })
  const browser = openBrowser({ connect: otherAddress ?? '', port })
  const page = await browser.ask('/desk/', { headers: { accept: 'text/html', 'accept-language': 'de-AT,de' } })
  const forged = openBrowser({
    connect: otherAddress ?? '',
    port,
    headers: { 'x-forwarded-proto': 'https' },
    origin: `https://${otherAddress}:${port}`,
  })
  const signIn = await forged.post('/desk/auth/password', { name: 'Jo', password })
  const asLoopback = openBrowser({ connect: otherAddress ?? '', port, host: '127.0.0.1' })
  const state = await office.desk.desks.state()
  expect({
    page: [page.status, page.text.includes('nicht sicher genug')],
    forged: [signIn.status, signIn.json],
    asLoopback: (await asLoopback.ask('/desk/auth/session')).status,
    state: [state.obstacle, state.address],
  }).toEqual({
    page: [403, true],
    forged: [403, { code: 'INSECURE' }],
    asLoopback: 403,
    state: ['not-secure', null],
  })
})

test.skipIf(otherAddress === undefined)(
  'a proxy that the admin has named may say that it was https, and then the cookie is kept for https alone',
  async () => {
    const office = await startOffice()
    await office.desk.settings.update({
      bindAddress: '0.0.0.0',
      trustedProxies: [otherAddress ?? ''],
      publicAddress: 'https://desk.example.com',
    })
    const state = await office.desk.desks.state()
    const { port } = placeOf({ ...office, url: office.running.url() ?? '' })
    const through = (proto: string) =>
      openBrowser({
        connect: otherAddress ?? '',
        port,
        headers: { host: 'desk.example.com', 'x-forwarded-proto': proto, 'x-forwarded-for': '203.0.113.9' },
        origin: `${proto}://desk.example.com`,
      })
    const { link } = await office.desk.desks.people.invite({ name: 'Jo', role: 'desk' })
    const browser = through('https')
    const accepted = await browser.post('/desk/auth/invitation/accept', { token: tokenOf(link), name: 'Jo', password })
    const cookies = accepted.headers['set-cookie'] ?? []
    const sessions = await office.desk.desks.sessions.list()
    expect({
      state: [state.obstacle, state.by, state.address, state.passkeys],
      link: link.startsWith('https://desk.example.com/desk/#invitation='),
      accepted: accepted.status,
      cookies: cookies.every((cookie) => /^__Host-[^;]+; .*Path=\/; HttpOnly; Secure; SameSite=Strict$/.test(cookie)),
      me: (await browser.call('desk.status')).status,
      plain: (await through('http').ask('/desk/auth/session')).status,
      address: sessions[0]?.address,
      program: [sessions[0]?.browser, sessions[0]?.system],
    }).toEqual({
      state: [null, 'proxy', 'https://desk.example.com/desk/', true],
      link: true,
      accepted: 200,
      cookies: true,
      me: 200,
      plain: 403,
      address: '203.0.113.9',
      program: ['firefox', 'linux'],
    })
  },
)

test('a tunnel on this very machine is not this machine: without TLS it is refused', async () => {
  const office = await startOffice()
  const browser = openBrowser({ ...placeOf(office), headers: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' } })
  expect((await browser.ask('/desk/auth/session')).status).toBe(403)
})

test.skipIf(otherAddress === undefined)(
  'with a certificate of its own it is served by https to whoever calls it by a name of the certificate',
  async () => {
    const office = await startOffice()
    const certificate = await makeCertificate({ name: 'desk.office.example' })
    await office.desk.settings.update({ bindAddress: '0.0.0.0', tls: keepCertificate(certificate) })
    const { port } = placeOf({ ...office, url: office.running.url() ?? '' })
    const place = { connect: otherAddress ?? '', port, host: 'desk.office.example', ca: certificate.cert }
    const state = await office.desk.desks.state()
    const jo = await join(office, { name: 'Jo', role: 'viewer', browser: openBrowser(place) })
    const rebound = openBrowser({ ...place, headers: { host: `attacker.example:${port}` } })
    expect({
      state: [state.obstacle, state.by, state.address],
      me: (await jo.call('desk.status')).status,
      rebound: (await rebound.ask('/desk/auth/session')).status,
    }).toEqual({ state: [null, 'certificate', `https://desk.office.example:${port}/desk/`], me: 200, rebound: 421 })
  },
)

test('a page elsewhere whose name was made to lead here is not served', async () => {
  const office = await startOffice()
  const browser = openBrowser({ ...placeOf(office), host: 'attacker.example' })
  expect((await browser.ask('/desk/')).status).toBe(421)
})

test('a form or a script of another page does nothing, even with the cookie', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const add = (headers: Record<string, string | undefined>, body: unknown = { json: { name: 'Bo', email: null, role: null } }) =>
    jo.post('/desk/rpc/team/add', body, headers)
  const statuses = [
    (await add({ origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site' })).status,
    (await add({ origin: 'null', 'sec-fetch-site': 'cross-site' })).status,
    (await add({ origin: undefined, 'sec-fetch-site': undefined })).status,
    // Another port of the same machine is another origin, and the same site.
    (await add({ origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' })).status,
    (await add({ 'content-type': 'application/x-www-form-urlencoded' }, 'name=Bo')).status,
    (await add({ 'content-type': 'text/plain' })).status,
    (await add({ 'content-type': 'multipart/form-data; boundary=x' }, '--x--')).status,
  ]
  const names = (await office.desk.hosts.list()).length
  const fine = await add({})
  expect({ statuses, names, fine: fine.status }).toEqual({ statuses: [403, 403, 403, 403, 415, 415, 415], names: 0, fine: 200 })
})

test('a body is bounded here as it is everywhere', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const { status } = await jo.call('team.add', { name: 'x'.repeat(300 * 1024), email: null, role: null })
  expect(status).toBe(413)
})
