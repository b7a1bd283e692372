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

const timeoutMs = 30_000
const mostTries = 4
/** Who is told to wait longer comes back with the next reading. */
const longestPauseMs = 20_000

/** Google's libraries take a while to load: only who has a client pays for it. */
export async function createOAuth(internet: Internet, { id, secret }: GoogleClient, redirectUri?: string): Promise<OAuth2Client> {
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
    transporterOptions: { timeout: timeoutMs },
  })
}

export async function createApi(internet: Internet, client: GoogleClient, refreshToken: string): Promise<GoogleApi> {
  const { calendar_v3: api } = await import('@googleapis/calendar')
  const oauth = await createOAuth(internet, client)
  oauth.setCredentials({ refresh_token: refreshToken })
  const calendar = new api.Calendar({
    auth: oauth,
    rootUrl: internet.googleApi,
    timeout: timeoutMs,
    retryConfig: {
      shouldRetry: isWorthAnotherTry,
      retryBackoff: waitFor,
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

/** @param usualMs grows with each try. */
async function waitFor(failed: Error & FailedRequest, usualMs: number): Promise<void> {
  const askedMs = (failureOf(failed)?.retryAfterSeconds ?? 0) * 1_000
  const { signal } = failed.config
  // What waits when the desk closes is cut off by the request itself.
  await pause(Math.max(usualMs, askedMs), undefined, { ...(signal && { signal }) }).catch(() => undefined)
}
