import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const reload = vi.fn<() => void>()
let answer: () => Promise<Response>

beforeEach(() => {
  vi.resetModules()
  const kept = new Map<string, string>()
  vi.stubGlobal('location', { protocol: 'https:', pathname: '/desk/', origin: 'https://desk.example', reload })
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  vi.stubGlobal('fetch', () => answer())
  reload.mockReset()
})
afterEach(() => vi.unstubAllGlobals())

const says = (body: object, status = 200) => {
  answer = async () => Response.json(body, { status })
}
const as = (role: string | null) => says({ session: role === null ? null : { name: 'Jo', role, endsAtMs: 0 }, passkeys: true })

const load = async () => ({
  ...(await import('../../../../src/renderer/browser/session.ts')),
  ...(await import('../../../../src/renderer/browser/may.ts')),
})

test('until somebody is signed in nothing may be asked, and then what the role says', async () => {
  const { checkSession, session, may } = await load()
  expect([session.get(), may('appointments.list')]).toEqual([{ kind: 'asking', unreachable: false }, false])
  as(null)
  expect([await checkSession(), session.get(), may('appointments.list')]).toEqual(['out', { kind: 'signed-out', passkeys: true }, false])
  as('desk')
  expect([await checkSession(), session.get()]).toEqual(['in', { kind: 'signed-in', name: 'Jo', role: 'desk', passkeys: true }])
  expect([may('appointments.list'), may('appointments.mark'), may('settings.update'), may('providers.setSecret')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(reload).not.toHaveBeenCalled()
})

test('a session that has ended brings the page anew, which says so once', async () => {
  const { checkSession, takeEnd } = await load()
  as('viewer')
  await checkSession()
  as(null)
  expect([await checkSession(), reload.mock.calls.length, takeEnd(), takeEnd()]).toEqual(['out', 1, true, false])
})

test('another role brings the page anew, and nothing has ended', async () => {
  const { checkSession, takeEnd } = await load()
  as('viewer')
  await checkSession()
  as('admin')
  expect([await checkSession(), reload.mock.calls.length, takeEnd()]).toEqual(['out', 1, false])
})

test('a desk that is switched off closes the page, one that is busy or away is asked again', async () => {
  const { checkSession, session } = await load()
  says({ code: 'BUSY' }, 503)
  expect([await checkSession(), session.get()]).toEqual(['unreachable', { kind: 'asking', unreachable: true }])
  as('viewer')
  await checkSession()
  answer = () => Promise.reject(new TypeError('network'))
  expect([await checkSession(), session.get().kind]).toEqual(['unreachable', 'signed-in'])
  says({ status: 'error' }, 404)
  expect([await checkSession(), session.get().kind, reload.mock.calls.length]).toEqual(['out', 'closed', 0])
})
