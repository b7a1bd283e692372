import type { OtherDesks } from '../../shared/contract/desks.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Listening } from '../desk/listening.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { ScryptCost } from '../vault/seal.ts'
import { createAttempts, type Attempts } from './attempts.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createPeople, type People } from './people.ts'
import { placeOf } from './place.ts'
import { createSessions, type Sessions } from './sessions.ts'

/** Who works at other desks, and how they get in. */
export interface Desks {
  readonly people: People
  readonly sessions: Sessions
  readonly passwords: Passwords
  /** Counted as long as the desk runs: the server is built anew with some settings. */
  readonly attempts: Attempts
  place(): OtherDesks
  /** What to give to whoever was invited; null: it is switched off, or there is no address. @param token of the invitation */
  linkOf(token: string): string | null
}

export interface DesksParts {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  readonly settings: () => Settings
  readonly listening: Pick<Listening, 'state' | 'localUrl' | 'certificate'>
  readonly publicUrl: () => string | null
  /** Who is at the desk itself. */
  readonly deskName: () => string
  readonly onFailure: (error: unknown) => void
  /** What a password costs, in tests that make many; absent: as usual. */
  readonly passwordCost?: ScryptCost | undefined
}

export function openDesks(parts: DesksParts): Desks {
  const { settings, listening, publicUrl } = parts
  const sessions = createSessions(parts)
  const place = (): OtherDesks => placeOf({ settings: settings(), listening, publicUrl: publicUrl() })
  return {
    sessions,
    people: createPeople({ ...parts, sessions }),
    passwords: createPasswords(parts.passwordCost),
    attempts: createAttempts(parts.now),
    place,
    linkOf(token) {
      const { enabled, address, localAddress } = place()
      const page = address ?? localAddress
      // What stands behind the sign is sent to nobody, and so is in no log on the way.
      return enabled && page !== null ? `${page}#invitation=${token}` : null
    },
  }
}
