import { setTimeout as pause } from 'node:timers/promises'
import type { auth, calendar_v3 } from '@googleapis/calendar'
import type { Internet } from '../internet.ts'
import { failureOf, isRateLimit } from './failure.ts'

/** The office's own OAuth client. */
export interface GoogleClient {
  readonly id: string
  /** Null: Google's newer clients for desktop apps need none. */
  readonly secret: string | null
}

/** Of google-auth-library; the calendar's library brings one along and takes no other. */
export type OAuth2Client = InstanceType<typeof auth.OAuth2>

/** Google's API in the name of one account. */
export interface GoogleApi {
  readonly oauth: OAuth2Client
  readonly calendar: calendar_v3.Calendar
}

/** Where Google is. */
export interface GoogleWeb {
  readonly internet: Internet
  /** Milliseconds before a request is repeated, from what is usual; tests of a Google that fails do not want to wait for it. */
  readonly retryPauseMs?: (usualMs: number) => number
}

const timeoutMs = 30_000
const mostTries = 4
/** Who is told to wait longer comes back with the next reading. */
const longestPauseMs = 20_000

/** Google's libraries take a while to load: only who has a client pays for it. */
export async function createOAuth(web: GoogleWeb, { id, secret }: GoogleClient, redirectUri?: string): Promise<OAuth2Client> {
  const { internet } = web
  const { auth } = await import('@googleapis/calendar')
  return new auth.OAuth2({
    clientId: id,
    ...(secret !== null && { clientSecret: secret }),
    ...(redirectUri !== undefined && { redirectUri }),
    endpoints: {
      oauth2AuthBaseUrl: internet.googleAuthorise,
      oauth2TokenUrl: internet.googleToken,
      oauth2RevokeUrl: internet.googleRevoke,
    },
    // An access token can end early: it is then asked for anew, once.
    forceRefreshOnFailure: true,
    transporterOptions: { timeout: timeoutMs, retryConfig: { retryBackoff: waitingFor(web) } },
  })
}

export async function createApi(web: GoogleWeb, client: GoogleClient, refreshToken: string): Promise<GoogleApi> {
  const { calendar_v3: api } = await import('@googleapis/calendar')
  const oauth = await createOAuth(web, client)
  oauth.setCredentials({ refresh_token: refreshToken })
  const calendar = new api.Calendar({
    auth: oauth,
    rootUrl: web.internet.googleApi,
    timeout: timeoutMs,
    retryConfig: {
      shouldRetry: isWorthAnotherTry,
      retryBackoff: waitingFor(web),
    },
  })
  return { oauth, calendar }
}

/** What the library reads of the error; its own type is not exported. */
interface FailedRequest {
  readonly config: {
    readonly method?: string | undefined
    readonly signal?: AbortSignal | null | undefined
    readonly retryConfig?: { readonly currentRetryAttempt?: number | undefined } | undefined
  }
}

/** Asking is repeated, and no deed. https://developers.google.com/workspace/calendar/api/guides/quota */
function isWorthAnotherTry(error: Error & FailedRequest): boolean {
  const failure = failureOf(error)
  const { method = 'GET', signal, retryConfig } = error.config
  const tries = retryConfig?.currentRetryAttempt ?? 0
  if (failure === null || method !== 'GET' || signal?.aborted || tries >= mostTries) return false
  if (failure.status === null) return tries < 1
  if ((failure.retryAfterSeconds ?? 0) * 1_000 > longestPauseMs) return false
  return isRateLimit(failure) || failure.status >= 500
}

/** As long as Google asks, else as long as is usual; that grows with each try. */
function waitingFor({ retryPauseMs = (usualMs) => usualMs }: GoogleWeb) {
  return async (failed: Error & FailedRequest, usualMs: number): Promise<void> => {
    const askedMs = (failureOf(failed)?.retryAfterSeconds ?? 0) * 1_000
    const { signal } = failed.config
    // What waits when the desk closes is cut off by the request itself.
    await pause(retryPauseMs(Math.min(Math.max(usualMs, askedMs), longestPauseMs)), undefined, { ...(signal && { signal }) }).catch(
      () => undefined,
    )
  }
}
