import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Google } from '../../shared/contract/google.ts'
import { createOAuth, type GoogleClient, type GoogleWeb, type OAuth2Client } from './api.ts'
import { failureOf, outcomeOf } from './failure.ts'
import { openLoopback, type Loopback, type LoopbackAnswer } from './loopback.ts'
import type { SignInPage } from './sign-in-page.ts'

export type SignInProblem = NonNullable<Google['signInProblem']>

/** Somebody has signed in, and the desk may read their calendars until they say otherwise. */
export interface SignedIn {
  /** Null: Google did not say; the main calendar is called by it. */
  readonly email: string | null
  readonly refreshToken: string
}

export interface SignInParts extends GoogleWeb {
  readonly now: () => number
  readonly compose: (page: SignInPage) => string
  readonly openExternal: (url: string) => Promise<void>
  /** Keeps what was gained; null: it is kept. */
  readonly keep: (signedIn: SignedIn) => Promise<SignInProblem | null>
  /** What `state` tells is different now. */
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
}

export interface SignIn {
  state(): Pick<Google, 'signingIn' | 'signInProblem'>
  /** Begins one, and ends the one before. @returns Google's page. */
  start(client: GoogleClient): Promise<string>
  cancel(): void
  /** Ends one that nobody has finished in time. */
  tick(nowMs: number): void
}

const calendarScopes = [
  'https://www.googleapis.com/auth/calendar.events.readonly',
  'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
]
/** Long enough for a second factor, and for a password that has to be looked up. */
const waitsForMs = 10 * 60_000

interface Attempt {
  readonly loopback: Loopback
  readonly oauth: OAuth2Client
  readonly url: string
  readonly state: string
  readonly codeVerifier: string
  readonly startedAtMs: number
  isAnswered: boolean
}

/**
 * Signing in to Google in the system's browser: authorisation code with PKCE, and a loopback redirect. One at a time.
 * https://developers.google.com/identity/protocols/oauth2/native-app
 */
export function createSignIn(parts: SignInParts): SignIn {
  let attempt: Attempt | null = null
  let problem: SignInProblem | null = null

  function end(ended: Attempt, outcome: SignInProblem | null): void {
    if (attempt !== ended) return
    attempt = null
    problem = outcome
    ended.loopback.close()
    parts.onChange()
  }

  async function answer(present: Attempt, query: URLSearchParams): Promise<LoopbackAnswer | null> {
    if (!query.has('state') && !query.has('code') && !query.has('error')) return null
    // Whoever guesses the port neither signs anybody in nor ends the sign-in that is waited for.
    if (attempt !== present || present.isAnswered || !isSameText(query.get('state') ?? '', present.state))
      return { status: 400, html: parts.compose('not-ours') }
    present.isAnswered = true
    const outcome = await finish(present, query)
    const isOver = attempt !== present
    end(present, outcome)
    return { status: 200, html: parts.compose(outcome === null && !isOver ? 'done' : 'not-done') }
  }

  async function finish(present: Attempt, query: URLSearchParams): Promise<SignInProblem | null> {
    const error = query.get('error')
    if (error !== null) return error === 'access_denied' ? 'denied' : 'failed'
    try {
      const { tokens } = await present.oauth.getToken({ code: query.get('code') ?? '', codeVerifier: present.codeVerifier })
      const granted = (tokens.scope ?? '').split(' ')
      if (!calendarScopes.every((scope) => granted.includes(scope))) return 'scope-missing'
      if (!tokens.refresh_token) return 'no-refresh-token'
      // Cancelled, or begun anew, while Google was asked.
      if (attempt !== present) return null
      return await parts.keep({ email: emailOf(tokens.id_token), refreshToken: tokens.refresh_token })
    } catch (error) {
      return problemOf(error)
    }
  }

  function problemOf(error: unknown): SignInProblem {
    const failure = failureOf(error)
    if (failure === null) parts.onFailure(error)
    if (failure?.status != null && failure.status >= 400 && failure.status < 500 && failure.status !== 429) return 'refused'
    return outcomeOf(error) === 'offline' ? 'offline' : 'failed'
  }

  async function begin(client: GoogleClient): Promise<Attempt> {
    let present: Attempt | null = null
    const loopback = await openLoopback(async (query) => (present === null ? null : answer(present, query)))
    const oauth = await createOAuth(parts, client, loopback.redirectUri)
    const [state, codeVerifier] = [randomBytes(32).toString('base64url'), randomBytes(64).toString('base64url')]
    const url = new URL(parts.internet.googleAuthorise)
    url.search = new URLSearchParams({
      client_id: client.id,
      redirect_uri: loopback.redirectUri,
      response_type: 'code',
      scope: [...calendarScopes, 'openid', 'email'].join(' '),
      state,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
      // Both, or Google gives no refresh token to somebody who has allowed it before.
      access_type: 'offline',
      prompt: 'consent',
    }).toString()
    return (present = { loopback, oauth, url: url.href, state, codeVerifier, startedAtMs: parts.now(), isAnswered: false })
  }

  return {
    state: () => ({
      signingIn: attempt === null ? null : { url: attempt.url, startedAtMs: attempt.startedAtMs },
      signInProblem: problem,
    }),
    async start(client) {
      const begun = await begin(client)
      if (attempt !== null) end(attempt, null)
      problem = null
      attempt = begun
      parts.onChange()
      // The window shows the address for when this does not work.
      parts.openExternal(begun.url).catch(parts.onFailure)
      return begun.url
    },
    cancel() {
      if (attempt !== null) end(attempt, null)
    },
    tick(nowMs) {
      if (attempt !== null && nowMs - attempt.startedAtMs >= waitsForMs) end(attempt, 'timed-out')
    },
  }
}

function isSameText(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)]
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB)
}

const claimsSchema = z.looseObject({ email: z.email() })

/** The token came from Google's own endpoint straight to us, so its signature proves nothing more (OpenID Connect Core 3.1.3.7). */
function emailOf(idToken: string | null | undefined): string | null {
  try {
    const claims = JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString()) as unknown
    return claimsSchema.parse(claims).email.toLowerCase()
  } catch {
    return null
  }
}
