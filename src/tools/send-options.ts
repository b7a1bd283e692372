import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { providers } from '../main/providers/index.ts'
import type { Provider } from '../main/providers/provider.ts'
import type { SignatureScheme } from '../main/signatures/signature.ts'
import { schemes } from '../main/signatures/index.ts'

/** Something is wrong with the command line; the message says what, and what to write instead. */
export class UsageError extends Error {}

export const usage = `npm run send -- <provider> <event> [options]

  --secret TEXT   the signing secret that is set in Deskbell; better in DESKBELL_SEND_SECRET, which no shell history keeps
  --port N        where the receiver listens (7420, or DESKBELL_PORT)
  --scheme NAME   for Smart-Scheduler and the clinic: standard-webhooks, sha256-hex, timestamped-hex, api-key
  --data JSON     this body instead of a composed one
  --body FILE     the bytes of this file instead of a composed body

Providers and their events:
${Object.values(providers)
  .map(({ id, testEvents }) => `  ${id}: ${testEvents.join(', ')}`)
  .join('\n')}`

export interface SendOptions {
  readonly provider: Provider
  /** Null: the body was given. */
  readonly event: string | null
  readonly body: Buffer | null
  readonly secret: string
  readonly scheme: SignatureScheme
  readonly port: number
}

/** @throws UsageError. */
export function readSendOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): SendOptions {
  const { values, positionals } = parse(args)
  const [providerId, event = null, ...rest] = positionals
  const provider = Object.values(providers).find(({ id }) => id === providerId)
  if (!provider)
    throw new UsageError(
      `${providerId ? `There is no provider "${providerId}".` : 'Which provider?'} Choose one of: ${Object.keys(providers).join(', ')}.`,
    )
  if (rest.length > 0) throw new UsageError(`Too many words: ${rest.join(' ')}. Write: npm run send -- <provider> <event>`)
  const body = readBody(values)
  if (body === null && (event === null || !provider.testEvents.includes(event)))
    throw new UsageError(
      `${event === null ? 'Which event?' : `${provider.name} has no event "${event}".`} Choose one of: ${provider.testEvents.join(', ')}.`,
    )
  const scheme = schemeOf(provider, values.scheme)
  const secret = values.secret ?? env['DESKBELL_SEND_SECRET'] ?? ''
  if (secret === '') throw new UsageError(`Give the signing secret of ${provider.name} in DESKBELL_SEND_SECRET, or with --secret.`)
  const refusal = scheme.refuseSecret(secret)
  if (refusal !== null) throw new UsageError(refusal)
  return { provider, event, body, secret, scheme, port: portOf(values.port ?? env['DESKBELL_PORT'] ?? '7420') }
}

const options = {
  secret: { type: 'string' },
  port: { type: 'string' },
  scheme: { type: 'string' },
  data: { type: 'string' },
  body: { type: 'string' },
} as const

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function readBody({ data, body }: { data?: string; body?: string }): Buffer | null {
  if (data !== undefined && body !== undefined) throw new UsageError('Give --data or --body, not both.')
  if (data !== undefined) return Buffer.from(data)
  if (body === undefined) return null
  try {
    return readFileSync(body)
  } catch (error) {
    throw new UsageError(
      `The file ${body} could not be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}).`,
    )
  }
}

function schemeOf(provider: Provider, name: string | undefined): SignatureScheme {
  const id = name === undefined ? provider.schemes[0] : provider.schemes.find((scheme) => scheme === name)
  if (id === undefined)
    throw new UsageError(`${provider.name} does not sign with "${name}". Choose one of: ${provider.schemes.join(', ')}.`)
  return schemes[id]
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) throw new UsageError(`"${text}" is no port: it is a number from 1 to 65535.`)
  return port
}
