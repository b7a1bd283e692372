import type { DeskStatus } from '../../shared/contract.ts'
import type { ConnectionState } from '../desk/keep-connected.ts'
import { presentLanguage, t } from '../ui/t.tsx'

export type Tone = 'good' | 'wary' | 'bad'

/** What is beating, and what a person can do when it is not. */
export interface Heartbeat {
  readonly tone: Tone
  readonly words: string
  readonly remedy: 'port' | 'restart' | null
}

/** What of the desk's status the heartbeat tells; none of it changes with a delivery. */
export type Beating = Pick<DeskStatus, 'receiver' | 'vault' | 'storeProblem' | 'storeTrouble'>

/** The first line of the window's state: the worst thing wins. `status` is null until the desk has answered once. */
export function heartbeat(status: Beating | null, connection: ConnectionState): Heartbeat {
  if (connection === 'reconnecting') return { tone: 'wary', words: t('app.heartbeat.restarting'), remedy: null }
  if (!status) return { tone: 'wary', words: t('app.heartbeat.starting'), remedy: null }
  if (status.storeProblem) return { tone: 'bad', words: t('app.heartbeat.noStore'), remedy: null }
  const { receiver, vault } = status
  const at = receiver.state === 'starting' ? '' : addressInWords(receiver.address, receiver.port)
  if (receiver.state === 'port-taken') {
    return { tone: 'bad', words: t('app.heartbeat.portTaken', { port: receiver.port }), remedy: 'port' }
  }
  if (receiver.state === 'failed') return { tone: 'bad', words: failedWords(at, receiver), remedy: 'restart' }
  if (receiver.state === 'starting') return { tone: 'wary', words: t('app.heartbeat.startingToReceive'), remedy: null }
  // What is answered "later" concerns everything that comes, and the secrets only some of it.
  if (status.storeTrouble) return { tone: 'bad', words: t(`app.heartbeat.${status.storeTrouble}`), remedy: null }
  if (vault.state === 'locked') return { tone: 'bad', words: t('app.heartbeat.locked', { at }), remedy: null }
  if (vault.state === 'changed') return { tone: 'bad', words: t('app.heartbeat.changed', { at }), remedy: null }
  if (vault.state === 'choose') return { tone: 'wary', words: t('app.heartbeat.choose', { at }), remedy: null }
  return { tone: 'good', words: t('app.heartbeat.receiving', { at }), remedy: null }
}

/** The desk names the cause in English; what it is about is known in every language. */
function failedWords(at: string, { message, because }: Extract<DeskStatus['receiver'], { state: 'failed' }>): string {
  if (presentLanguage() === 'en') return t('app.heartbeat.failed', { at, message })
  return t(because === 'certificate' ? 'app.heartbeat.failedCertificate' : 'app.heartbeat.failedThere', { at })
}

/** `127.0.0.1:7420`, `[::1]:7420` */
export function addressInWords(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
