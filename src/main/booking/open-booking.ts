import type { Settings } from '../../shared/settings.ts'
import type { Door } from '../receiver/door.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import { bookingDoor } from './door.ts'
import { createPageKey } from './page-key.ts'
import { createSteps } from './steps.ts'

export interface BookingParts {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly settings: () => Pick<Settings, 'bookingPage' | 'timeZone' | 'language'>
  /** Under which this desk is known outside, without a path; null: it has no such address. */
  readonly publicUrl: () => string | null
  readonly now: () => number
  /** The key with which the page signs could not be kept. */
  readonly onFailure: (error: unknown) => void
}

/** Wires the booking page; made once, so that a receiver that listens anew goes on where the one before it was. */
export function openBooking({ store, writer, vault, settings, publicUrl, now, onFailure }: BookingParts): Door {
  const pageKey = createPageKey(vault, onFailure)
  const steps = createSteps({ store, writer, pageKey, now })
  return bookingDoor({ store, steps, pageKey, settings, publicUrl, now })
}
