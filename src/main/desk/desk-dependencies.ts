import type { ReceiverPlace } from '../faults/stand-in-receiver.ts'
import type { OutboundParts } from '../outbound/outbound.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { ScryptCost } from '../vault/seal.ts'
import type { LogEntry } from './messages.ts'
import type { Shell } from './shell.ts'

/** What whoever starts the desk gives it of the world around. */
export interface DeskDependencies {
  readonly keyring: Keyring
  readonly shell: Shell
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
  /** Called before the receiver listens for the first time: whoever kept its place lets go of it. */
  readonly beforeListening?: () => Promise<void>
  /** How long the machine has been up; absent: as the system says. */
  readonly uptimeMs?: () => number
  /** Told where the receiver listens whenever that changes; null: nowhere. */
  readonly onPlace?: (place: ReceiverPlace | null) => void
  /** Ends the desk in order and starts it again; absent: nobody does. */
  readonly restart?: () => void
  /** Something in the store cannot be read; absent: deliveries are put off until somebody starts the desk again. */
  readonly onDamage?: () => void
  /** What a backup's passphrase costs, in tests that make many; absent: as usual. */
  readonly backupWork?: number
  /** What a password of another desk costs, in tests that make many; absent: as usual. */
  readonly passwordCost?: ScryptCost
  /** Where the window's page lies as it was built, for other desks; absent: nowhere. */
  readonly pageFolder?: string
  /** How often the heart beats, in tests that wait for it; absent: as usual. */
  readonly beatMs?: number
  /** Milliseconds by which the event loop may be late until deliveries are put off, in tests on a machine that does much else; absent: as usual. */
  readonly mostLateMs?: number
  /** How our own webhooks find their way, in tests that wait for what fails; absent: as usual. */
  readonly toOutside?: Pick<OutboundParts, 'resolve' | 'timeouts' | 'random'>
}

export function noRestart(): void {}
