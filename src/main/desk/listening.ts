import type { FastifyInstance } from 'fastify'
import { createServer } from 'node:net'
import type { Server as TlsServer } from 'node:tls'
import type { DeskStatus } from '../../shared/contract.ts'
import { findPortOwner } from '../faults/own-port.ts'
import type { PortOwner } from '../faults/own-port.ts'
import type { ReceiverPlace } from '../faults/stand-in-receiver.ts'
import type { BlockingProblem } from '../../shared/words.ts'
import type { Certificate } from '../reach/certificate.ts'
import type { OfficeCertificate } from '../reach/office-certificate.ts'

export type ReceiverState = DeskStatus['receiver']

/** The receiver's listening: at most one server, on one address and port. */
export interface Listening {
  state(): ReceiverState
  /** Where this machine reaches the receiver, or null while it does not listen. */
  localUrl(): string | null
  /** Where it listens, for whoever keeps the place while the desk is away; null while it does not listen. */
  place(): ReceiverPlace | null
  /** Whether who connects to the place comes to this receiver. */
  portOwner(): Promise<PortOwner>
  /** What it speaks TLS with; null: it speaks HTTP. Our own calls over loopback trust this very one. */
  certificate(): Certificate | null
  /** Stops what listens and listens there; resolves also when that failed: `state` tells. Changes are made one after the other. */
  listen(address: string, port: number): Promise<void>
  /** The office's certificate was renewed: what listens takes the new one without letting go of anybody; what failed for the old one listens. */
  renewCertificate(): Promise<void>
  /** Called after each change of `state` and of `localUrl`. @returns its own unsubscribe. */
  onChange(listener: () => void): () => void
  /** Lets requests under way end, then takes no more. */
  close(): Promise<void>
}

/** @param buildReceiver is given the certificate to speak TLS with; null: it speaks HTTP. */
export function createListening(
  buildReceiver: (certificate: Certificate | null) => FastifyInstance,
  officeCertificate: OfficeCertificate,
): Listening {
  let state: ReceiverState = { state: 'starting' }
  let server: FastifyInstance | null = null
  let used: Certificate | null = null
  let lastChange: Promise<void> = Promise.resolve()
  const listeners = new Set<() => void>()

  function setState(value: ReceiverState): void {
    state = value
    for (const listener of listeners) listener()
  }

  async function stop(): Promise<void> {
    const running = server
    server = null
    used = null
    await running?.close()
  }

  async function start(address: string, port: number): Promise<void> {
    await stop()
    const reading = await officeCertificate.load()
    // Without the certificate that somebody chose, what travels could be read: rather nothing than that.
    if (reading !== null && reading.certificate === null)
      return setState({ ...failed(address, port, certificateSentence(reading.problem)), because: 'certificate' })
    const built = buildReceiver(reading?.certificate ?? null)
    try {
      await built.listen({ host: address, port })
      server = built
      used = reading?.certificate ?? null
      const bound = built.server.address()
      // Asked for 0, the system chose one.
      setState({ state: 'listening', address, port: bound !== null && typeof bound === 'object' ? bound.port : port })
    } catch (error) {
      await built.close()
      setState(describeFailure(error, address, port))
    }
  }

  async function renew(): Promise<void> {
    if (server === null) return state.state === 'failed' ? start(state.address, state.port) : undefined
    const reading = await officeCertificate.load()
    // A half-written or wrong file: the one in use goes on, and what is the matter is told.
    if (reading?.certificate != null && used !== null) {
      const tlsServer = server.server as unknown as TlsServer
      tlsServer.setSecureContext(reading.certificate)
      used = reading.certificate
    }
    setState(state)
  }

  function inTurn(change: () => Promise<void>): Promise<void> {
    lastChange = lastChange.then(change, change)
    return lastChange
  }

  return {
    state: () => state,
    localUrl: () =>
      state.state === 'listening' ? `${used !== null ? 'https' : 'http'}://${hostOf(reachable(state.address))}:${state.port}` : null,
    place() {
      if (state.state !== 'listening') return null
      const { address, port } = state
      return { address, port, certificate: used && { cert: used.cert, key: used.key } }
    },
    async portOwner() {
      const running = server
      if (running === null || state.state !== 'listening') return 'unknown'
      return findPortOwner(running.server, reachable(state.address), state.port)
    },
    certificate: () => used,
    listen: (address, port) => inTurn(() => start(address, port)),
    renewCertificate: () => inTurn(renew),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => inTurn(stop),
  }
}

function describeFailure(error: unknown, address: string, port: number): ReceiverState {
  const code = error instanceof Error && 'code' in error ? error.code : null
  switch (code) {
    case 'EADDRINUSE':
      return { state: 'port-taken', address, port }
    case 'EACCES':
      return failed(address, port, `The system does not let Deskbell listen on port ${port}. Choose one from 1024 up in Settings.`)
    case 'EADDRNOTAVAIL':
      return failed(address, port, `${address} is not an address of this machine. Choose 127.0.0.1, or one that is, in Settings.`)
    default:
      return failed(address, port, `Listening on ${address}:${port} failed (${String(code)}). Choose another address or port in Settings.`)
  }
}

function certificateSentence(problem: BlockingProblem): string {
  return `${certificateFaults[problem]}. See Public address in Settings.`
}

const certificateFaults: Readonly<Record<BlockingProblem, string>> = {
  'certificate-missing': 'the certificate file is not there',
  'certificate-unreadable': 'the certificate file may not be read by Deskbell',
  'certificate-format': 'the certificate file holds no certificate in PEM',
  'key-missing': 'the key file is not there',
  'key-unreadable': 'the key file may not be read by Deskbell',
  'key-format': 'the key file holds no private key in PEM',
  'key-encrypted': 'the key file is locked by a passphrase',
  mismatch: 'the key does not belong to the certificate',
}

function failed(address: string, port: number, message: string): Extract<ReceiverState, { state: 'failed' }> {
  return { state: 'failed', address, port, message }
}

/** "Every address" is none that one can connect to everywhere. */
function reachable(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1'
  return address === '::' ? '::1' : address
}

export function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}

/** A port near `port` that is free on `address` now, looked for upwards; else any free one. */
export async function findFreePort(address: string, port: number): Promise<number> {
  const near = Array.from({ length: 50 }, (_, index) => port + 1 + index).filter((candidate) => candidate <= 65_535)
  for (const candidate of [...near, 0]) {
    const free = await tryPort(address, candidate)
    if (free !== null) return free
  }
  throw new Error(`No port is free on ${address}.`)
}

/** Whether one could listen there now. */
export async function isBindable(address: string, port: number): Promise<boolean> {
  return (await tryPort(address, port)) !== null
}

function tryPort(address: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen({ host: address, port, exclusive: true }, () => {
      const bound = probe.address()
      probe.close(() => resolve(bound !== null && typeof bound === 'object' ? bound.port : null))
    })
  })
}
