import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { demoClients } from '../../support/stand-ins/sandbox/office.ts'
import { startSandbox } from '../../support/stand-ins/sandbox/start-sandbox.ts'
import type { Sandbox } from '../../support/stand-ins/sandbox/start-sandbox.ts'
import { publicHost } from '../../support/stand-ins/sandbox/through.ts'

/** A sandbox, and a receiver in Deskbell's place that keeps what it is asked. */
async function openSandbox(): Promise<{ sandbox: Sandbox; asked: string[]; goAway: () => void }> {
  const asked: string[] = []
  const receiver = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url} for ${incoming.headers.host}`)
    incoming.resume().once('end', () => response.writeHead(202).end('taken'))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => receiver.once('listening', resolve))
  const { port } = receiver.address() as AddressInfo
  const goAway = (): void => void receiver.close()
  onTestFinished(goAway)
  const sandbox = await startSandbox({ receiver: () => `http://127.0.0.1:${port}`, timeZone: 'UTC' })
  onTestFinished(() => sandbox.close())
  return { sandbox, asked, goAway }
}

/** Asks the control page's server under the public name. */
function askPublicly(sandbox: Sandbox, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(new URL(path, sandbox.url), { headers: { host: publicHost } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
    asking.once('error', reject)
    asking.end()
  })
}

function press({ url }: Sandbox, path: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
  return fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
}

test('under the public address there is Deskbell, and 502 while it is not running', async () => {
  const { sandbox, asked, goAway } = await openSandbox()
  expect(await askPublicly(sandbox, '/api/reach/a-nonce?x=1')).toBe(202)
  expect(asked).toEqual([`GET /api/reach/a-nonce?x=1 for ${publicHost}`])
  goAway()
  expect(await askPublicly(sandbox, '/health')).toBe(502)
})

test('a booking that is added on the page is told to Deskbell at once, and is in the host’s Google calendar too', async () => {
  const { sandbox, asked } = await openSandbox()
  sandbox.calendly.subscribe({ callbackUrl: `${sandbox.publicAddress}/api/webhooks/calendly`, signingKey: 'a signing key of the tests' })
  const [client] = demoClients
  const answer = await press(sandbox, '/calendly/add', {
    title: 'Told <at> once',
    client: client?.email ?? '',
    start: '2030-01-07T10:00',
    minutes: '30',
  })
  await sandbox.calendly.outbox.idle()
  expect(answer.status).toBe(303)
  expect(asked).toEqual([`POST /api/webhooks/calendly for ${publicHost}`])
  const mirrored = sandbox.google.calendar('dana.whitfield@office.example').events().at(-1)
  expect(mirrored?.content.start).toEqual({ atMs: Date.UTC(2030, 0, 7, 10) })
  // What people type is shown, and is no markup.
  expect(await (await fetch(sandbox.url)).text()).toContain('Told &#60;at&#62; once')
})

function replaced({ calendly, calCom }: Sandbox): (string | null)[] {
  return [
    ...calendly.account.invitees.map(({ oldInvitee }) => oldInvitee),
    ...calCom.account.bookings.map(({ fromReschedule }) => fromReschedule?.uid ?? null),
  ]
}

test('ten changes at each provider are of ten things that no other provider knows, and the page says what one would not do', async () => {
  const { sandbox } = await openSandbox()
  const rowsOf = () => sandbox.panels.map((panel) => new Map(panel.rows().map((row) => [row.id, JSON.stringify(row)])))
  const changed: number[] = []
  for (const [index, { id }] of sandbox.panels.entries()) {
    const before = rowsOf()[index]!
    await press(sandbox, `/${id}/do`, { do: 'ten' })
    expect(await (await fetch(sandbox.url)).text()).toContain('Ten changes were made.')
    const after = [...rowsOf()[index]!].filter(([row, text]) => before.get(row) !== text)
    // What moves at a booking tool is replaced by another booking.
    changed.push(after.filter(([row]) => !replaced(sandbox).includes(row)).length)
  }
  expect(changed).toEqual(sandbox.panels.map(() => 10))
  await press(sandbox, '/cal-com/row', { do: 'cancel', id: 'nobody' })
  expect(await (await fetch(sandbox.url)).text()).toContain('Not done: Booking with uid=nobody not found.')
})

test('another site’s page presses no buttons', async () => {
  const { sandbox } = await openSandbox()
  const before = sandbox.panels.map((panel) => panel.rows().length)
  const answer = await press(sandbox, '/google/do', { do: 'ten' }, { 'sec-fetch-site': 'cross-site' })
  expect(answer.status).toBe(403)
  expect(sandbox.panels.map((panel) => panel.rows().length)).toEqual(before)
})

test('whoever books as a visitor is sent to Deskbell’s booking page, with what their provider adds to its address', async () => {
  const { sandbox } = await openSandbox()
  const names = { calendly: 'invitee_uuid', 'cal-com': 'uid', 'smart-scheduler': 'bookingId' }
  const told: unknown[] = []
  for (const [panel, name] of Object.entries(names)) {
    const row = { title: 'Interview', client: demoClients[0]?.email ?? '', start: '2030-01-07T10:00', minutes: '30' }
    const answer = await press(sandbox, `/${panel}/add`, { ...row, by: 'visitor' })
    const { pathname, searchParams } = new URL(answer.headers.get('location') ?? '')
    const id = searchParams.get(name) ?? ''
    const isNewest = sandbox.panels
      .find((each) => each.id === panel)
      ?.rows()
      .some((each) => id !== '' && each.id.endsWith(id))
    told.push([panel, answer.status, pathname, isNewest])
  }
  expect(told).toEqual(Object.keys(names).map((panel) => [panel, 303, '/schedule', true]))
})
