import type { DeskRole } from '../../shared/sharing-words.ts'
import { deskAddress } from './where.ts'

/** Whom the desk takes this browser for. */
export type Session =
  /** Not asked yet, or not answered: `unreachable` after the first failure. */
  | { readonly kind: 'asking'; readonly unreachable: boolean }
  /** `passkeys`: whether the address that the page came from can have passkeys; one of digits cannot. */
  | { readonly kind: 'signed-out'; readonly passkeys: boolean }
  | { readonly kind: 'signed-in'; readonly name: string; readonly role: DeskRole; readonly passkeys: boolean }
  /** The desk lets nobody in from here: it was switched off, or the way is not secure. */
  | { readonly kind: 'closed' }

/** As `GET /desk/auth/session` answers. */
interface Answer {
  readonly session: { readonly name: string; readonly role: DeskRole } | null
  readonly passkeys: boolean
}

let present: Session = { kind: 'asking', unreachable: false }
const listeners = new Set<() => void>()

export const session = {
  get: (): Session => present,
  subscribe(this: void, listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

function set(next: Session): void {
  present = next
  for (const listener of listeners) listener()
}

/**
 * Asks the desk who this is. Whoever was in and is out, or is somebody else or in another role by now, gets the page anew: nothing that was
 * read before stays in it.
 */
export async function checkSession(): Promise<'in' | 'out' | 'unreachable'> {
  const answer = await ask()
  if (answer === null) {
    if (present.kind === 'asking') set({ kind: 'asking', unreachable: true })
    return 'unreachable'
  }
  const before = present
  if (before.kind === 'signed-in' && !isSame(before, answer)) {
    if (answer.kind === 'signed-out') rememberEnd()
    if (answer.kind !== 'closed') {
      location.reload()
      return 'out'
    }
  }
  set(answer)
  return answer.kind === 'signed-in' ? 'in' : 'out'
}

/** Null: not reached, or busy; worth another try. */
async function ask(): Promise<Session | null> {
  try {
    const answer = await fetch(deskAddress('auth/session'), { cache: 'no-store' })
    if (answer.status >= 500 || answer.status === 429) return null
    if (!answer.ok) return { kind: 'closed' }
    const { session: own, passkeys } = (await answer.json()) as Answer
    return own ? { kind: 'signed-in', name: own.name, role: own.role, passkeys } : { kind: 'signed-out', passkeys }
  } catch {
    return null
  }
}

function isSame(before: Extract<Session, { kind: 'signed-in' }>, now: Session): boolean {
  return now.kind === 'signed-in' && now.name === before.name && now.role === before.role
}

const endedKey = 'deskbell.session-ended'

function rememberEnd(): void {
  sessionStorage.setItem(endedKey, 'yes')
}

/** Signed out on purpose: to the page for signing in, which has nothing to explain then. */
export function leave(): void {
  present = { kind: 'asking', unreachable: false }
  location.reload()
}

/** True once after a session has ended under the person's hands, so that the page for signing in can say so. */
export function takeEnd(): boolean {
  const ended = sessionStorage.getItem(endedKey) !== null
  sessionStorage.removeItem(endedKey)
  return ended
}
