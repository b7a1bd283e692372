import { randomBytes } from 'node:crypto'
import type { ReadOutcome } from '../../shared/words.ts'
import { findGoogleAccount, markGoogleAccountSignedOut, saveGoogleAccount, saveGoogleClientId } from '../store/google-accounts.ts'
import { findGoogleCalendar, saveFollowing, saveGoogleCalendars, takeOverCalendar, type ListedCalendar } from '../store/google-calendars.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { VaultClosedError, type Vault } from '../vault/vault.ts'
import { clientSecretName, refreshTokenName, type Accounts } from './accounts.ts'
import { createApi, type GoogleApi, type GoogleWeb } from './api.ts'
import type { Channels } from './channels.ts'
import { NotSignedInError, outcomeOf } from './failure.ts'
import type { SignedIn, SignIn, SignInProblem } from './sign-in.ts'

export interface DeedsParts extends GoogleWeb {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly accounts: Accounts
  readonly channels: Channels
  readonly signIn: SignIn
  readonly now: () => number
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
  readonly onFollowing: (calendarId: number, isFollowed: boolean) => void
  readonly onSignedIn: () => void
}

/** What people do about Google. */
export interface Deeds {
  /** Throws VaultClosedError where there is no place to keep the secret. */
  setClient(id: string, secret: string | null): Promise<void>
  /** Throws NotSignedInError without a client, VaultClosedError where there is no place to keep what it gains. @returns Google's page. */
  startSignIn(): Promise<string>
  cancelSignIn(): void
  /** Keeps what a sign-in gained, and lists its calendars. */
  keepSignIn(signedIn: SignedIn): Promise<SignInProblem | null>
  /** False: no such account. */
  signOut(accountId: number): Promise<boolean>
  /** Null: no such account. */
  refreshCalendars(accountId: number): Promise<ReadOutcome | null>
  follow(calendarId: number, following: { readonly followed: boolean; readonly hostId: number | null }): Promise<Followed>
  /** Throws VaultClosedError. @returns the key, which nobody can ask for again. */
  makeSetupKey(): Promise<string>
  removeSetupKey(): Promise<void>
  /** Null: there is none. Throws VaultClosedError while it cannot be opened. */
  setupKey(): string | null
}

/** `unknown`: no such calendar. `through-another`: it is followed already, through another account. */
export type Followed = 'done' | 'unknown' | 'through-another'

/** In the vault: what `POST /api/calendar/webhook/setup` is asked for with. */
export const setupKeyName = 'setup key'

export function createDeeds(parts: DeedsParts): Deeds {
  const { store, writer, vault, accounts, channels, signIn, now, onChange } = parts

  async function listCalendars({ calendar }: GoogleApi): Promise<ListedCalendar[]> {
    const listed: ListedCalendar[] = []
    let pageToken: string | undefined
    do {
      // Of the others one sees only whether they are busy.
      const { data } = await calendar.calendarList.list({ minAccessRole: 'reader', maxResults: 250, ...(pageToken && { pageToken }) })
      for (const { id, summary, summaryOverride, timeZone, primary } of data.items ?? [])
        if (id)
          listed.push({ calendarId: id, name: summaryOverride ?? summary ?? id, timeZone: timeZone ?? null, isPrimary: primary === true })
      pageToken = data.nextPageToken ?? undefined
    } while (pageToken !== undefined)
    return listed
  }

  const saveListed = (accountId: number, listed: readonly ListedCalendar[]): Promise<void> =>
    writer.submit((db, notes) => {
      saveGoogleCalendars(db, accountId, listed)
      notes.topic('connections')
    })

  async function keepSignIn({ email, refreshToken }: SignedIn): Promise<SignInProblem | null> {
    const client = accounts.client()
    if (client === null) return 'failed'
    const api = await createApi(parts, client, refreshToken)
    let listed: ListedCalendar[]
    try {
      listed = await listCalendars(api)
    } catch (error) {
      if (outcomeOf(error) === null) parts.onFailure(error)
      return outcomeOf(error) === 'offline' ? 'offline' : 'failed'
    }
    const address = email ?? listed.find(({ isPrimary }) => isPrimary)?.calendarId
    if (address === undefined) return 'failed'
    const accountId = await writer.submit((db, notes) => {
      const id = saveGoogleAccount(db, { email: address, nowMs: now() })
      notes.topic('connections')
      return id
    })
    await vault.setCredential(refreshTokenName(accountId), refreshToken)
    accounts.forget(accountId)
    await saveListed(accountId, listed)
    // A channel of the sign-in before may be dead; registering another one costs nothing.
    await channels.stopAll(accountId)
    parts.onSignedIn()
    return null
  }

  /** As far as Google is reached: what it does not hear of ends without us, too. */
  async function revoke(accountId: number): Promise<void> {
    try {
      const { oauth } = await accounts.apiOf(accountId)
      const { refresh_token: token } = oauth.credentials
      if (token) await oauth.revokeToken(token)
    } catch (error) {
      if (outcomeOf(error) === null) parts.onFailure(error)
    }
  }

  return {
    async setClient(id, secret) {
      if (secret === null) await vault.removeCredential(clientSecretName)
      else await vault.setCredential(clientSecretName, secret)
      await writer.submit((db, notes) => {
        saveGoogleClientId(db, id)
        notes.topic('connections')
      })
      accounts.forget(null)
    },
    async startSignIn() {
      const client = accounts.client()
      if (client === null) throw new NotSignedInError('There is no OAuth client.')
      const { state, mustChoose } = vault.status()
      if (mustChoose || state === 'locked') throw new VaultClosedError('There is no place to keep the sign-in yet.')
      return signIn.start(client)
    },
    cancelSignIn: signIn.cancel,
    keepSignIn,
    async signOut(accountId) {
      if (findGoogleAccount(store.read, accountId) === null) return false
      await channels.stopAll(accountId)
      await revoke(accountId)
      await writer.submit((db, notes) => {
        markGoogleAccountSignedOut(db, accountId, now())
        notes.topic('connections')
      })
      accounts.forget(accountId)
      await vault.removeCredential(refreshTokenName(accountId))
      onChange()
      return true
    },
    async refreshCalendars(accountId) {
      if (findGoogleAccount(store.read, accountId) === null) return null
      try {
        await saveListed(accountId, await listCalendars(await accounts.apiOf(accountId)))
        return 'done'
      } catch (error) {
        return accounts.judge(accountId, error)
      }
    },
    async follow(calendarId, following) {
      const done = await writer.submit((db, notes): Followed | number => {
        const calendar = findGoogleCalendar(db, calendarId)
        if (calendar === null) return 'unknown'
        // Google would tell of each of its events twice. Whoever follows it twice since before may change and end it.
        if (following.followed && !calendar.followed && calendar.followedThrough !== null) return 'through-another'
        const before = following.followed ? takeOverCalendar(db, calendar) : null
        const id = before?.id ?? calendarId
        saveFollowing(db, id, { ...following, hostId: following.hostId ?? before?.hostId ?? null })
        notes.topic('connections')
        return id
      })
      if (typeof done !== 'number') return done
      parts.onFollowing(done, following.followed)
      return 'done'
    },
    async makeSetupKey() {
      const key = randomBytes(32).toString('base64url')
      await vault.setCredential(setupKeyName, key)
      onChange()
      return key
    },
    setupKey() {
      const key = vault.credential(setupKeyName)
      if (key?.text === null) throw new VaultClosedError('The setup key cannot be opened now.')
      return key?.text ?? null
    },
    async removeSetupKey() {
      await vault.removeCredential(setupKeyName)
      onChange()
    },
  }
}
