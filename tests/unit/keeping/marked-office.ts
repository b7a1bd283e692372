import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { composeCalComBody, type CalComComposeContext } from '../../../src/main/providers/cal-com/compose.ts'
import { composeCalendlyBody, type CalendlyComposeContext } from '../../../src/main/providers/calendly/compose.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import type { ErasureProgress } from '../../../src/shared/contract/keeping.ts'
import type { SigningProviderId } from '../../../src/shared/words.ts'
import type { Shell } from '../../../src/main/desk/shell.ts'
import { noShell } from '../../support/no-shell.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'

const secret = 'a-secret-of-the-office-1'
const hourMs = 3_600_000

export interface Post {
  readonly provider: SigningProviderId
  readonly body: unknown
  /** Another secret than the desk's: it is refused. */
  readonly signedWith?: string
  /** As a sender writes it who escapes what is not ASCII. */
  readonly isEscaped?: boolean
}

/** A desk that Calendly and Cal.com post to, signed and over HTTP. */
export async function startOffice(
  options: Parameters<typeof startTestDesk>[0] = {},
): Promise<TestDesk & { post(post: Post): Promise<number> }> {
  const office = await startTestDesk(options)
  for (const provider of ['calendly', 'cal-com'] as const) await office.desk.providers.setSecret({ provider, secret, overlapHours: 0 })
  return {
    ...office,
    async post({ provider, body, signedWith = secret, isEscaped = false }) {
      const text = JSON.stringify(body)
      const rawBody = Buffer.from(isEscaped ? escaped(text) : text)
      const headers = schemes[providers[provider].schemes[0]].sign({ rawBody, secret: signedWith, nowMs: options.now?.() ?? Date.now() })
      const response = await fetch(new URL(providers[provider].paths[0], office.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: rawBody,
      })
      return response.status
    },
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

export interface Person {
  readonly name: string
  readonly email: string
}

const host = { name: 'Dana Whitfield', email: 'dana@office.example', role: 'advisor' }
const eventType = { name: 'Strategy Session', slug: 'strategy-session' }

function contextOf(person: Person, unique: string, nowMs: number) {
  const client = { ...person, timeZone: 'Europe/Berlin' }
  return { nowMs, unique, startMs: nowMs + 30 * hourMs, durationMinutes: 30, client, host, eventType }
}

export function calendly(event: string, person: Person, unique: string, more: Partial<CalendlyComposeContext> = {}): Post {
  return { provider: 'calendly', body: composeCalendlyBody(event, { ...contextOf(person, unique, Date.now()), ...more }) }
}

export function calCom(event: string, person: Person, unique: string, more: Partial<CalComComposeContext> = {}): Post {
  return { provider: 'cal-com', body: composeCalComBody(event, { ...contextOf(person, unique, Date.now()), ...more }) }
}

/** Writes into a folder of the test's own, as the shell does into that of downloads. */
export function downloadsIn(folder: string): Shell {
  return {
    ...noShell,
    reserveFile: async ({ name, ending }) => {
      const path = join(folder, `${name}.${ending}`)
      writeFileSync(path, '', { flag: 'wx' })
      return path
    },
  }
}

export async function clientIdOf({ desk }: TestDesk, text: string): Promise<number> {
  const [found] = await desk.clients.find({ text })
  expect(found, `a client who is found by ${text}`).toBeDefined()
  return found!.id
}

/** Erases, and gives what was told of it. */
export async function erase({ desk }: TestDesk, clientId: number, deliveryIds: readonly number[] = []): Promise<ErasureProgress[]> {
  const { name } = await desk.keeping.planErasure({ clientId })
  const told: ErasureProgress[] = []
  const order = { clientId, name, reason: 'asked by letter', deliveryIds: [...deliveryIds] }
  for await (const progress of await desk.keeping.erase(order)) told.push(progress)
  return told
}

/** Which of the texts are anywhere in the bytes of the folder's own files, without regard to ASCII case. */
export function foundIn(folder: string, texts: readonly string[]): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []))
  const files = names.map((name) => ({ name, bytes: readFileSync(join(folder, name)).toString('latin1').toLowerCase() }))
  return texts.flatMap((text) => {
    const needle = Buffer.from(text).toString('latin1').toLowerCase()
    return files.filter(({ bytes }) => bytes.includes(needle)).map(({ name }) => `${text} in ${name}`)
  })
}
