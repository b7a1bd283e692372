import type { Google, GoogleCalendar } from '../../shared/contract/google.ts'
import { listGoogleAccounts, findGoogleClientId } from '../store/google-accounts.ts'
import { listGoogleCalendars, type GoogleCalendarRow } from '../store/google-calendars.ts'
import type { Store } from '../store/open.ts'
import type { Vault } from '../vault/vault.ts'
import { clientSecretName, type Accounts } from './accounts.ts'
import type { Channels } from './channels.ts'
import { setupKeyName } from './deeds.ts'
import type { SignIn } from './sign-in.ts'

export interface StateParts {
  readonly store: Store
  readonly vault: Vault
  readonly accounts: Accounts
  readonly channels: Channels
  readonly signIn: SignIn
  /** By https, or none. */
  readonly publicUrl: () => string | null | undefined
  readonly settings: () => { readonly publicAddress: string | null; readonly tunnel: string }
}

/** How often a calendar is looked at of whose news Google does not tell. */
export const pollMinutes = 5

/** What Google's card shows. */
export function describeGoogle({ store, vault, accounts, channels, signIn, publicUrl, settings }: StateParts): Google {
  const clientId = findGoogleClientId(store.read)
  const setupKey = vault.credential(setupKeyName)
  const calendars = listGoogleCalendars(store.read)
  return {
    client: clientId === null ? null : { id: clientId, secretLastFour: vault.credential(clientSecretName)?.lastFour ?? null },
    accounts: listGoogleAccounts(store.read).map((account) => ({
      id: account.id,
      email: account.email,
      signedInAtMs: account.signedInAtMs,
      state: accounts.stateOf(account),
      calendars: calendars.filter(({ accountId }) => accountId === account.id).map((calendar) => calendarOf(calendar, channels)),
    })),
    ...signIn.state(),
    push: pushOf(publicUrl(), settings()),
    pollMinutes,
    setupKey: setupKey && { lastFour: setupKey.lastFour, setAtMs: setupKey.setAtMs },
  }
}

function pushOf(url: string | null | undefined, { publicAddress, tunnel }: ReturnType<StateParts['settings']>): Google['push'] {
  if (url != null) return 'possible'
  return tunnel === 'none' && publicAddress !== null ? 'not-https' : 'no-address'
}

function calendarOf(calendar: GoogleCalendarRow, channels: Channels): GoogleCalendar {
  const { id, name, timeZone, isPrimary, followed, hostId, followedThrough, syncedAtMs, outcome } = calendar
  const live = followed ? channels.liveOf(id) : null
  return {
    id,
    name,
    timeZone,
    isPrimary,
    followed,
    hostId,
    followedThrough,
    syncedAtMs,
    problem: outcome,
    channel: live?.expiresAtMs == null ? null : { expiresAtMs: live.expiresAtMs, lastNotifiedAtMs: live.lastNotifiedAtMs },
  }
}
