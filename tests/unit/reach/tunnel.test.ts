import type { Config } from '@ngrok/ngrok'
import { onTestFinished, expect, test } from 'vitest'
import type { TunnelLibrary, TunnelListener } from '../../../src/main/reach/ngrok.ts'
import { createTunnel } from '../../../src/main/reach/tunnel.ts'
import type { Tunnel, TunnelStatus, TunnelWaits } from '../../../src/main/reach/tunnel.ts'
import { eventually } from '../../support/eventually.ts'

const wanted = { forwardTo: 'http://127.0.0.1:7420', domain: null, token: 'an-authtoken-of-ngrok' }
const soon: TunnelWaits = { betweenTries: [1], opening: 5_000, returning: 5_000 }

/** What the library opened, and what can be done to it from outside. */
interface Opened {
  readonly config: Config
  isClosed: boolean
  /** The forwarding ends, as when the session was ended at ngrok's dashboard. */
  die(): void
}

/** A stand-in of the library's interface. `answers`: what comes of each try, the last one again and again: an address, a failure, or nothing. */
function standIn(answers: readonly (string | Error | null)[]) {
  const opened: Opened[] = []
  const library: TunnelLibrary = {
    async forward(config) {
      const answer = answers[Math.min(opened.length, answers.length - 1)] ?? null
      let die = (): void => undefined
      const died = new Promise<void>((resolve) => (die = resolve))
      const mine: Opened = { config: { ...config }, isClosed: false, die }
      opened.push(mine)
      if (answer === null) return new Promise<never>(() => undefined)
      if (answer instanceof Error) throw answer
      const listener: TunnelListener = {
        url: () => answer,
        join: () => died,
        async close() {
          mine.isClosed = true
          die()
        },
      }
      return listener
    },
  }
  return { library, opened }
}

function open(load: () => Promise<TunnelLibrary>, waits = soon) {
  const seen: TunnelStatus[] = []
  const problems: string[] = []
  const tunnel: Tunnel = createTunnel({
    load,
    onChange: () => seen.push(tunnel.status()),
    onFailure: (problem) => problems.push(problem),
    waits,
  })
  onTestFinished(() => tunnel.close())
  return { tunnel, seen, problems }
}

const until = (tunnel: Tunnel, state: TunnelStatus['state']) => eventually(() => expect(tunnel.status().state).toBe(state))
const failure = (message: string, errorCode?: string): Error =>
  Object.assign(new Error(message), errorCode === undefined ? {} : { errorCode })

test('a tunnel that is wanted is opened to the receiver, for the reserved domain and with the token', async () => {
  const { library, opened } = standIn(['https://desk.ngrok.app'])
  const { tunnel, seen } = open(async () => library)
  tunnel.want({ ...wanted, domain: 'desk.ngrok.app' })
  await until(tunnel, 'up')
  expect(seen).toEqual([
    { state: 'starting', problem: null, url: null },
    { state: 'up', problem: null, url: 'https://desk.ngrok.app' },
  ])
  expect(opened[0]?.config).toMatchObject({
    addr: 'http://127.0.0.1:7420',
    authtoken: 'an-authtoken-of-ngrok',
    domain: 'desk.ngrok.app',
    verify_upstream_tls: false,
  })
})

test('a tunnel that is no longer wanted is closed', async () => {
  const { library, opened } = standIn(['https://desk.ngrok.app'])
  const { tunnel } = open(async () => library)
  tunnel.want(wanted)
  await until(tunnel, 'up')
  tunnel.want(null)
  expect(tunnel.status()).toEqual({ state: 'off', problem: null, url: null })
  await eventually(() => expect(opened.map(({ isClosed }) => isClosed)).toEqual([true]))
})

test('without native code for this platform it is not available, and nothing else happens', async () => {
  const { tunnel, problems } = open(() => Promise.reject(new Error('Cannot find native binding')))
  tunnel.want(wanted)
  await until(tunnel, 'not-available')
  expect(problems).toEqual([])
})

test('without a token nothing is opened until there is one', async () => {
  const { library, opened } = standIn(['https://desk.ngrok.app'])
  const { tunnel } = open(async () => library)
  tunnel.want({ ...wanted, token: null })
  await until(tunnel, 'no-token')
  expect(opened).toEqual([])
  tunnel.want(wanted)
  await until(tunnel, 'up')
})

test.each(['ERR_NGROK_105', 'ERR_NGROK_107', 'ERR_NGROK_4018'])(
  'a token that is refused with %s is not tried again by itself',
  async (code) => {
    const { library, opened } = standIn([failure('Your authtoken: an-authtoken-of-ngrok', code), 'https://desk.ngrok.app'])
    const { tunnel, problems } = open(async () => library)
    tunnel.want(wanted)
    await until(tunnel, 'token-refused')
    expect([tunnel.status().problem, opened.length, problems]).toEqual([code, 1, [code]])
    tunnel.restart()
    await until(tunnel, 'up')
  },
)

test('it is tried again after other failures, and tells no more of them than a code', async () => {
  const { library, opened } = standIn([
    failure('failed to connect session: failed to establish tcp connection'),
    failure('failed to start listener: domain is in use by an-authtoken-of-ngrok\n\nERR_NGROK_334'),
    failure('an-authtoken-of-ngrok is strange'),
    'https://desk.ngrok.app',
  ])
  const { tunnel, problems } = open(async () => library)
  tunnel.want(wanted)
  await until(tunnel, 'up')
  expect([problems, opened.length]).toEqual([['NOT_REACHED', 'ERR_NGROK_334', 'UNKNOWN'], 4])
})

test('a tunnel that dies is opened anew; its address stays known meanwhile', async () => {
  const { library, opened } = standIn(['https://one.ngrok.app', 'https://two.ngrok.app'])
  const { tunnel, seen, problems } = open(async () => library)
  tunnel.want(wanted)
  await until(tunnel, 'up')
  opened[0]?.die()
  await eventually(() => expect(tunnel.status().url).toBe('https://two.ngrok.app'))
  expect([seen.slice(1), problems]).toEqual([
    [
      { state: 'up', problem: null, url: 'https://one.ngrok.app' },
      { state: 'down', problem: 'ENDED', url: 'https://one.ngrok.app' },
      { state: 'up', problem: null, url: 'https://two.ngrok.app' },
    ],
    ['ENDED'],
  ])
})

test('a connection that the library finds back by itself is down for as long as that takes', async () => {
  const { library, opened } = standIn(['https://desk.ngrok.app'])
  const { tunnel } = open(async () => library)
  tunnel.want(wanted)
  await until(tunnel, 'up')
  const say = opened[0]?.config.onStatusChange
  say?.('closed')
  expect(tunnel.status()).toEqual({ state: 'down', problem: 'CONNECTION_LOST', url: 'https://desk.ngrok.app' })
  say?.('connected')
  expect([tunnel.status().state, opened.length]).toEqual(['up', 1])
})

test('a connection that does not come back by itself is given up, and another one opened', async () => {
  const { library, opened } = standIn(['https://one.ngrok.app', 'https://two.ngrok.app'])
  const { tunnel } = open(async () => library, { ...soon, returning: 1 })
  tunnel.want(wanted)
  await until(tunnel, 'up')
  opened[0]?.config.onStatusChange?.('closed')
  await eventually(() => expect(tunnel.status().url).toBe('https://two.ngrok.app'))
  expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false])
})

test('an opening that takes for ever is given up and tried again', async () => {
  const { library, opened } = standIn([null, 'https://desk.ngrok.app'])
  const { tunnel, problems } = open(async () => library, { ...soon, opening: 1 })
  tunnel.want(wanted)
  await until(tunnel, 'up')
  expect([problems, opened.length]).toEqual([['TIMED_OUT'], 2])
})

test('another port of the receiver moves the tunnel, and the old one is let go of first', async () => {
  const { library, opened } = standIn(['https://desk.ngrok.app'])
  const { tunnel } = open(async () => library)
  tunnel.want(wanted)
  await until(tunnel, 'up')
  tunnel.want({ ...wanted, forwardTo: 'https://127.0.0.1:7421' })
  tunnel.want({ ...wanted, forwardTo: 'https://127.0.0.1:7421' })
  await eventually(() => expect(opened).toHaveLength(2))
  expect(opened.map(({ config: { addr }, isClosed }) => [addr, isClosed])).toEqual([
    ['http://127.0.0.1:7420', true],
    ['https://127.0.0.1:7421', false],
  ])
})

test('the library loads here and says that it cannot reach its service, or that it does not know the token', async () => {
  const { loadNgrok, problemOf } = await import('../../../src/main/reach/ngrok.ts')
  const library = await loadNgrok()
  // Nobody listens there: no word of this leaves the machine.
  const refused = await library.forward({ addr: '127.0.0.1:9', authtoken: 'made-up', server_addr: '127.0.0.1:9' }).catch(problemOf)
  expect(refused).toBe('NOT_REACHED')
})
