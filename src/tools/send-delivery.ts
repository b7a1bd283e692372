import { composeTest } from '../main/rehearsal/compose-test.ts'
import { readSendOptions, usage, UsageError, type SendOptions } from './send-options.ts'

export interface SendSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly print: (line: string) => void
}

/** The receiver answers within ten seconds or not at all. */
const answerTimeoutMs = 15_000

/**
 * `npm run send`: signs one delivery as the provider would, posts it to the running app, and prints the request as a line for curl and the
 * answer. It is a delivery like any other: neither test nor sample.
 *
 * @returns the exit code: 0 when it was taken, 1 when not, 2 when the command line is wrong.
 */
export async function sendDelivery(args: readonly string[], { env, print }: SendSurroundings): Promise<number> {
  if (args.includes('--help') || args.length === 0) {
    print(usage)
    return args.length === 0 ? 2 : 0
  }
  try {
    return await post(readSendOptions(args, env), print)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    print(error.message)
    print('npm run send -- --help shows all of it.')
    return 2
  }
}

async function post(options: SendOptions, print: (line: string) => void): Promise<number> {
  const { provider, scheme, secret, port } = options
  const rawBody = options.body ?? Buffer.from(JSON.stringify(compose(options)))
  const headers = { 'content-type': 'application/json', ...scheme.sign({ rawBody, secret, nowMs: Date.now() }) }
  const url = `http://127.0.0.1:${port}${provider.paths[0]}`
  print(asCurl(url, headers, rawBody, secret))
  print('')
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: new Uint8Array(rawBody),
      redirect: 'error',
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    print(`${response.status} ${await response.text()}`)
    if (response.status === 401)
      print('Is this the signing secret that is set in Deskbell, and the scheme? The audit log says what did not fit.')
    return response.ok ? 0 : 1
  } catch (error) {
    print(explain(error, port))
    return 1
  }
}

function compose({ provider, event }: SendOptions): unknown {
  return provider.composeTestBody(event ?? '', composeTest(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone))
}

function explain(error: unknown, port: number): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ECONNREFUSED')
    return `Nothing listens on port ${port}. Start the app (npm start) first; if it listens on another port, say so with --port.`
  if (error instanceof Error && error.name === 'TimeoutError')
    return `No answer on port ${port} within ${answerTimeoutMs / 1000} s. Is it Deskbell that listens there?`
  return `The request failed: ${cause instanceof Error ? cause.message : String(error)}`
}

/** For a POSIX shell. The signature stands in it, the secret does not: where the scheme sends it, the variable stands for it. */
function asCurl(url: string, headers: Readonly<Record<string, string>>, rawBody: Buffer, secret: string): string {
  const shown = Object.entries(headers).map(([name, value]) =>
    value.includes(secret) ? `-H "${name}: ${value.replaceAll(secret, '$DESKBELL_SEND_SECRET')}"` : `-H ${quote(`${name}: ${value}`)}`,
  )
  return ['curl', '-sS', quote(url), ...shown, '--data-raw', quote(rawBody.toString())].join(' ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
