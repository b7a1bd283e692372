import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import type { Announcement } from '../../../src/shared/contract.ts'
import { join, openBrowser, password, placeOf, startOffice, untilCutOff } from './office.ts'

/** Until something of the topic was announced. */
async function untilTopic(announcements: AsyncGenerator<Announcement>, topic: Announcement['topics'][number]): Promise<boolean> {
  for (;;) {
    const { value, done } = await announcements.next()
    if (done) return false
    if (value.topics.includes(topic)) return true
  }
}

async function startWithClient() {
  const office = await startOffice()
  const { id } = await office.desk.team.add({ name: 'Ada', email: null, role: null })
  return { office, hostId: id }
}

test('what somebody does in the window is announced in the browser, and the other way round under the name of whoever did it', async () => {
  const { office, hostId } = await startWithClient()
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const { announcements } = await jo.follow()
  await announcements.next()
  await office.desk.team.edit({ id: hostId, patch: { role: 'Dentist' } })
  const inBrowser = await untilTopic(announcements, 'hosts')

  const inWindow = new Promise<void>((resolve) => {
    const stop = office.onAnnouncement(({ topics }) => {
      if (!topics.includes('hosts')) return
      stop()
      resolve()
    })
  })
  const { status } = await jo.call('team.edit', { id: hostId, patch: { role: 'Hygienist' } })
  await inWindow
  const { history } = await office.desk.team.get({ id: hostId })
  expect({ inBrowser, status, actor: history[0]?.actor }).toEqual({ inBrowser: true, status: 200, actor: 'Jo' })
  await announcements.return(undefined)
})

test('whoever is removed is cut off at once, and their cookie opens nothing any more', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const { announcements } = await jo.follow()
  await announcements.next()
  const cut = untilCutOff(announcements)
  await office.desk.desks.people.remove({ id: jo.id })
  await cut
  const { status } = await jo.call('desk.status')
  const { json } = await jo.ask('/desk/auth/session')
  const again = await jo.post('/desk/auth/password', { name: 'Jo', password })
  expect({ status, json, again: again.status }).toEqual({ status: 401, json: { session: null, passkeys: false }, again: 401 })
})

test('a session that is revoked ends at once, another one of the same person goes on', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const elsewhere = openBrowser(placeOf(office))
  await elsewhere.post('/desk/auth/password', { name: 'Jo', password })
  const sessions = await office.desk.desks.sessions.list()
  const { announcements } = await jo.follow()
  await announcements.next()
  const cut = untilCutOff(announcements)
  await office.desk.desks.sessions.revoke({ id: sessions.find(({ by }) => by === 'invitation')?.id ?? 0 })
  await cut
  const stolen = openBrowser(placeOf(office))
  for (const [name, value] of jo.cookies) stolen.cookies.set(name, value)
  expect([(await stolen.call('desk.status')).status, (await elsewhere.call('desk.status')).status]).toEqual([401, 200])
})

test('another role counts at once: what goes on is cut off, and the next request is judged by it', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const { announcements } = await jo.follow()
  await announcements.next()
  const cut = untilCutOff(announcements)
  await office.desk.desks.people.setRole({ id: jo.id, role: 'viewer' })
  await cut
  expect([(await jo.call('team.add', { name: 'Bo', email: null, role: null })).status, (await jo.call('hosts.list')).status]).toEqual([
    403, 200,
  ])
})

test('switching other desks off cuts everybody off, and leaves nothing there', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const { announcements } = await jo.follow()
  await announcements.next()
  const cut = untilCutOff(announcements)
  await office.desk.settings.update({ otherDesks: false })
  await cut
  const statuses = [
    (await jo.call('desk.status')).status,
    (await jo.ask('/desk/')).status,
    (await jo.ask('/desk/auth/session')).status,
    (await jo.post('/desk/auth/password', { name: 'Jo', password })).status,
    (await jo.ask('/desk/auth/password')).status,
  ]
  expect(statuses).toEqual([404, 404, 404, 404, 404])
})

test('listening anew does not wait for browsers that follow, and their sessions go on', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const { announcements } = await jo.follow()
  await announcements.next()
  const cut = untilCutOff(announcements)
  await office.desk.receiver.restart()
  await cut
  expect((await office.desk.desks.sessions.list()).map(({ name }) => name)).toEqual(['Jo'])
})

test('a session ends after twelve hours without anybody, though its page asks on, and after fourteen days in any case', async () => {
  let nowMs = Date.UTC(2026, 2, 2, 9)
  const office = await startOffice({ now: () => nowMs })
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const hourMs = 3_600_000
  const busy: number[] = []
  for (let hour = 0; hour < 14 * 24; hour += 11) {
    busy.push((await jo.post('/desk/rpc/desk/status', {}, { 'deskbell-idle': '30' })).status)
    // That somebody was there is written down beside the answer: what is written after it is there later.
    await office.desk.settings.update({ debug: false })
    nowMs += 11 * hourMs
  }
  const over = await jo.call('desk.status')
  await jo.post('/desk/auth/password', { name: 'Jo', password })
  nowMs += 11 * hourMs
  await jo.post('/desk/rpc/desk/status', {}, { 'deskbell-idle': String(11 * 3600) })
  await office.desk.settings.update({ debug: false })
  nowMs += hourMs
  const idle = await jo.call('desk.status')
  expect({ busy: new Set(busy), over: over.status, idle: idle.status }).toEqual({ busy: new Set([200]), over: 401, idle: 401 })
})

test('a stream ends with its session also when nobody does anything: at the next look', async () => {
  let nowMs = Date.UTC(2026, 2, 2, 9)
  const office = await startOffice({ now: () => nowMs })
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const { announcements } = await jo.follow()
  await announcements.next()
  const cut = untilCutOff(announcements)
  nowMs += 12 * 3_600_000
  // Any commit that concerns other desks looks at all of them.
  await office.desk.desks.people.invite({ name: 'Kim', role: 'viewer' })
  await cut
  expect((await office.desk.desks.sessions.list()).length).toBe(0)
})

test('whoever loses a role while what they ask is still on its way has lost it', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const { connect, port } = placeOf(office)
  const body = JSON.stringify({ json: { name: 'Eve', email: null, role: null } })
  const outgoing = request({
    host: connect,
    port,
    method: 'POST',
    path: '/desk/rpc/team/add',
    headers: {
      origin: `http://${connect}:${port}`,
      cookie: [...jo.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  })
  outgoing.flushHeaders()
  // From here on only the body is missing.
  await once(outgoing, 'continue')
  await office.desk.desks.people.setRole({ id: jo.id, role: 'viewer' })
  outgoing.end(body)
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  answer.resume()
  expect({ status: answer.statusCode, team: (await office.desk.hosts.list()).map(({ name }) => name) }).toEqual({
    status: 403,
    team: [],
  })
})
