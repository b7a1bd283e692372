import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/browser'
import type { DeskRole } from '../../shared/sharing-words.ts'
import { deskAddress } from '../browser/where.ts'

/** What `/desk/auth` refuses with; the words are in the catalogue. */
const refusals = [
  'WRONG',
  'TOO_MANY',
  'INVITATION_GONE',
  'NAME_DIFFERS',
  'PASSWORD_SHORT',
  'PASSWORD_LONG',
  'PASSWORD_NAME',
  'PASSWORD_PLAIN',
  'NO_PASSKEYS',
  'STALE',
  /** The person, or their device, thought better of it. */
  'PASSKEY_ABORTED',
  /** The device has a passkey for this person already. */
  'PASSKEY_KNOWN',
  'UNREACHABLE',
] as const
export type AuthRefusal = (typeof refusals)[number] | 'FAILED'

export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly code: AuthRefusal
  /** Of `TOO_MANY`: how long to wait, where the desk said so. */
  readonly retryAfterSeconds: number | null

  constructor(code: AuthRefusal, retryAfterSeconds: number | null = null, options?: ErrorOptions) {
    super(`not signed in: ${code}`, options)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Who invites to what, told to whoever holds the link. */
export interface Invitation {
  readonly role: DeskRole
  readonly invitedBy: string
  readonly endsAtMs: number
  /** The person has joined before, and begins anew with another password. */
  readonly isRenewal: boolean
  /** False: the address is a number, for which browsers make no passkeys. */
  readonly passkeys: boolean
}

/** By which an invitation is used: its token, and the name that was invited. */
export interface Invited {
  readonly token: string
  readonly name: string
}

/** All of them reject with an AuthError. */
export const auth = {
  signIn: (given: { readonly name: string; readonly password: string }) => post('password', given),
  signOut: () => post('sign-out', {}),
  invitation: (token: string): Promise<Invitation> => post('invitation', { token }),
  accept: (given: Invited & { readonly password: string }) => post('invitation/accept', given),

  async signInByPasskey(): Promise<void> {
    const { ceremony, options } = await post<Ceremony<typeof startAuthentication>>('passkey/options', {})
    const response: AuthenticationResponseJSON = await onDevice(() => startAuthentication({ optionsJSON: options }))
    await post('passkey/verify', { ceremony, response })
  },

  /** @param invited null: for the person who is signed in, one more */
  async addPasskey(invited: Invited | null): Promise<void> {
    const invitation = invited === null ? {} : { invitation: invited }
    const { ceremony, options } = await post<Ceremony<typeof startRegistration>>('register/options', invitation)
    const response: RegistrationResponseJSON = await onDevice(() => startRegistration({ optionsJSON: options }))
    await post('register/verify', { ceremony, response, ...invitation })
  },
}

interface Ceremony<Start extends (given: never) => unknown> {
  readonly ceremony: string
  readonly options: Start extends (given: { optionsJSON: infer Options }) => unknown ? Options : never
}

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await reach(path, body)
  const said: unknown = await answer.json().catch(() => null)
  if (answer.ok) return said as T
  throw new AuthError(refusalOf(said), Number(answer.headers.get('retry-after')) || null)
}

async function reach(path: string, body: object): Promise<Response> {
  try {
    return await fetch(deskAddress(`auth/${path}`), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (error) {
    throw new AuthError('UNREACHABLE', null, { cause: error })
  }
}

function refusalOf(said: unknown): AuthRefusal {
  const code = typeof said === 'object' && said !== null && 'code' in said ? said.code : null
  return refusals.find((each) => each === code) ?? 'FAILED'
}

/** What the browser's own dialog ends with, in our words: https://www.w3.org/TR/webauthn-3/#sctn-op-exceptions. */
async function onDevice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'InvalidStateError') throw new AuthError('PASSKEY_KNOWN', null, { cause: error })
    if (name === 'NotAllowedError' || name === 'AbortError') throw new AuthError('PASSKEY_ABORTED', null, { cause: error })
    throw new AuthError('FAILED', null, { cause: error })
  }
}
