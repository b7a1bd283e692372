import type { DeskStatus } from '../../shared/contract.ts'
import type { ConnectionState } from '../desk/connection.ts'

export type Tone = 'good' | 'wary' | 'bad'

/** What is beating, and what a person can do when it is not. */
export interface Heartbeat {
  readonly tone: Tone
  readonly words: string
  readonly remedy: 'port' | 'restart' | null
}

/** The first line of the window's state: the worst thing wins. `status` is null until the desk has answered once. */
export function heartbeat(status: DeskStatus | null, connection: ConnectionState): Heartbeat {
  if (connection === 'reconnecting') return { tone: 'wary', words: 'The desk is being restarted', remedy: null }
  if (!status) return { tone: 'wary', words: 'Starting', remedy: null }
  if (status.storeProblem) return { tone: 'bad', words: 'Not receiving: the database could not be opened', remedy: null }
  const { receiver, vault } = status
  const at = receiver.state === 'starting' ? '' : addressInWords(receiver.address, receiver.port)
  if (receiver.state === 'port-taken') {
    return { tone: 'bad', words: `Not receiving: port ${receiver.port} is in use by another program`, remedy: 'port' }
  }
  if (receiver.state === 'failed') return { tone: 'bad', words: `Not receiving on ${at}: ${receiver.message}`, remedy: 'restart' }
  if (receiver.state === 'starting') return { tone: 'wary', words: 'Starting to receive', remedy: null }
  if (vault.state === 'locked') return { tone: 'bad', words: `Listening on ${at}, but the signing secrets are locked`, remedy: null }
  if (vault.state === 'changed') return { tone: 'bad', words: `Listening on ${at}, but the signing secrets cannot be read`, remedy: null }
  if (vault.state === 'choose') return { tone: 'wary', words: `Listening on ${at}; choose where to keep signing secrets`, remedy: null }
  return { tone: 'good', words: `Receiving on ${at}`, remedy: null }
}

/** `127.0.0.1:7420`, `[::1]:7420` */
export function addressInWords(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
