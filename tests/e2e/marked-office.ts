import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Provision } from '../../src/shared/settings.ts'
import { expect, type RunningDeskbell, type StartOptions } from './support/deskbell.ts'
import { postSigned } from './support/post-signed.ts'

export interface Mark {
  readonly value: string
  /** A secret may be in no file at all but in sealed form. */
  readonly isSecret: boolean
}

const mark = (kind: string, nth: number): string => `${kind}${'qzjx'.charAt(nth % 4)}${(nth * 7919 + 104_729).toString(36)}mk`
const several = (kind: string, amount: number, write = (text: string): string => text): string[] =>
  Array.from({ length: amount }, (_, nth) => write(mark(kind, nth)))

const names = several('Nameko', 8)
const emails = several('mailka', 6, (text) => `${text}@example.com`)
const phones = Array.from({ length: 4 }, (_, nth) => `+49 30 9017${nth}4${nth}28`)
const notes = several('Notiza', 6)
const ids = several('Patiko', 3)
const searches = several('Suchwo', 3)
const secrets = several('Sekret', 5, (text) => `${text}-long-enough-to-sign`)
const tokens = several('Tokena', 4, (text) => `${text}_${'0a9b'.repeat(6)}`)
const passphrase = several('Passat', 1, (text) => `${text} for the vault`)

/** Forty values that belong to people, or open something. */
export const marks: readonly Mark[] = [
  ...[...names, ...emails, ...phones, ...notes, ...ids, ...searches].map((value) => ({ value, isSecret: false })),
  ...[...secrets, ...tokens, ...passphrase].map((value) => ({ value, isSecret: true })),
]

interface MarkedOffice extends RunningDeskbell {
  readonly provisionFile: string
  /** Sends every value through whatever takes one, most of it in ways that fail. */
  drive(): Promise<void>
}

/** Calls of the contract as our page makes them, on a port of its own; the answers are not looked at but waited for. */
export function ask(page: Page, calls: readonly (readonly [path: string, input: unknown])[]): Promise<number> {
  return page.evaluate(async (asked) => {
    const post = window.postMessage
    const port = await new Promise<MessagePort>((resolve) => {
      window.addEventListener('message', ({ data, ports }) => {
        if (data === 'deskbell:port-handed-over' && ports[0]) resolve(ports[0])
      })
      window.postMessage('deskbell:port-wanted', window.origin)
      // The page takes the same port; asking for another, because its old one was closed, would close this one.
      window.postMessage = () => undefined
    })
    const open = new Set(asked.map((_, nth) => `asked-${nth}`))
    const all = open.size
    await new Promise<void>((resolve) => {
      port.addEventListener('message', ({ data }) => {
        const { i: id } = JSON.parse(String(data)) as { i: string }
        open.delete(id)
        if (open.size === 0) resolve()
      })
      port.start()
      for (const [nth, [path, json]] of asked.entries())
        port.postMessage(JSON.stringify({ i: `asked-${nth}`, p: { u: `/${path.replace('.', '/')}`, b: { json } } }))
    })
    window.postMessage = post
    return all
  }, calls)
}

/** An office whose providers' APIs fail, and say marked things while they do. */
export async function startMarkedOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
): Promise<MarkedOffice> {
  let failures = 0
  const outside = createServer((_request, response) => {
    failures += 1
    const body = JSON.stringify({ title: names[7], message: `${emails[5]} ${phones[3]}`, error: { message: notes[5] } })
    response.writeHead([401, 500, 403, 400][failures % 4] ?? 500, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  const api = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  const provision: Provision = {
    settings: { timeZone: 'UTC', staffName: names[6] ?? null },
    providers: {
      calendly: { signingSecret: secrets[0] },
      'cal-com': { signingSecret: secrets[1], apiToken: tokens[0] },
      healthcare: { signingSecret: secrets[2], scheme: 'sha256-hex' },
    },
  }
  const provisionFile = join(dataDir, 'provision.json')
  await writeFile(provisionFile, JSON.stringify(provision))
  const internet = JSON.stringify({ calendly: api, calCom: api, googleApi: api, googleToken: api, googleRevoke: api, publicAddresses: api })
  const deskbell = await start({ args: ['--port', '0', '--provision', provisionFile], env: { DESKBELL_INTERNET: internet } })
  const receiver = await deskbell.receiving()
  const sample = JSON.parse(readFileSync(new URL('../fixtures/calendly/composed-invitee-created.json', import.meta.url), 'utf8')) as {
    payload: Record<string, unknown>
  }
  const booking = (nth: number): string =>
    JSON.stringify({
      ...sample,
      payload: {
        ...sample.payload,
        uri: `${String(sample.payload['uri'])}${nth}`,
        name: names[nth],
        email: emails[nth],
        text_reminder_number: phones[nth % 3],
        questions_and_answers: [{ question: notes[0], answer: notes[1], position: 0 }],
      },
    })
  const visit = {
    event_type: 'appointment.scheduled',
    appointment_id: ids[0],
    patient_id: ids[1],
    timestamp: '2026-03-05T15:00:00Z',
    notes: notes[2],
  }

  async function drive(): Promise<void> {
    const signWith = (secret: string, body: string, provider: 'calendly' | 'healthcare' = 'calendly') =>
      provider === 'calendly'
        ? postSigned(receiver, provider, body, secret).then(({ status }) => status)
        : fetch(new URL('/webhook/appointment', receiver), {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-webhook-signature': `sha256=${'0'.repeat(64)}`, 'x-patient': ids[2]! },
            body,
          }).then(({ status }) => status)
    expect(await signWith(secrets[0]!, booking(0))).toBe(200)
    expect(await signWith(secrets[0]!, booking(1))).toBe(200)
    // Refused, quarantined, and neither JSON nor anything else.
    expect(await signWith(secrets[3]!, booking(2))).toBe(401)
    expect(await signWith('x', JSON.stringify(visit), 'healthcare')).toBe(401)
    expect(await signWith(secrets[0]!, JSON.stringify({ event: 'invitee.created', payload: { name: names[3], email: emails[3] } }))).toBe(
      202,
    )
    expect(await signWith(secrets[0]!, `{"name":"${names[4]}","phone":"${phones[0]}"`)).toBe(202)
    const odd = await fetch(new URL(`/api/webhooks/calendly/${names[5]}?email=${emails[4]}`, receiver), {
      method: 'POST',
      body: notes[3] ?? '',
    })
    expect(odd.status).toBe(404)
    await ask(deskbell.page, [
      ['find.everything', { text: searches[0] }],
      ['clients.find', { text: searches[1] }],
      ['clients.list', { filter: { search: searches[2] } }],
      ['clients.setNotes', { id: 1, notes: notes[4] }],
      ['clients.setNotes', { id: 99, notes: notes[4] }],
      ['clients.edit', { id: 1, name: names[5], email: emails[4], phone: phones[2] }],
      ['appointments.mark', { id: 1, mark: 'cancelled', reason: notes[4] }],
      ['appointments.mark', { id: 99, mark: names[5], reason: notes[4] }],
      ['team.add', { name: names[5], email: emails[4] }],
      ['connections.connect', { provider: 'calendly', token: tokens[1], apiUrl: null, scope: 'user' }],
      ['connections.connect', { provider: 'smart-scheduler', token: tokens[2], apiUrl: api, scope: null }],
      ['connections.read', { provider: 'cal-com' }],
      ['google.setClient', { id: 'client-of-the-office', secret: tokens[3] }],
      ['providers.setSecret', { provider: 'cal-com', secret: secrets[4], overlapHours: 24 }],
      ['providers.setSecret', { provider: names[4], secret: secrets[4], overlapHours: -1 }],
      ['vault.unlock', { passphrase: passphrase[0] }],
      ['vault.choose', { mode: 'passphrase', passphrase: passphrase[0] }],
      ['settings.update', { staffName: names[5], publicAddress: `https://${emails[4]}` }],
      ['shell.showFile', { path: join(dataDir, names[5] ?? '') }],
    ])
    outside.close()
    outside.closeAllConnections()
  }
  return { ...deskbell, provisionFile, drive }
}
