import type { SettingsCache } from './settings-cache.ts'
import type { Listening } from './listening.ts'
import type { LogEntry } from './messages.ts'
import type { Announcer } from './announcer.ts'
import type { Shell } from './shell.ts'
import type { Internet } from '../internet.ts'
import { openReach } from '../reach/reach.ts'
import type { Reach } from '../reach/reach.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'

/** What everything that looks out of the desk is made from. */
export interface OutsideParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly vault: Vault
  readonly listening: Listening
  readonly announcer: Announcer
  readonly shell: Shell
  readonly internet: Internet
  readonly locale: string
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
}

/** What reads providers' APIs, watches whether they reach us, and tells what is the matter. */
export interface Outside {
  readonly reach: Reach
  /** The receiver listens, or has failed to: what runs by itself begins. */
  start(): void
  /** The machine woke up. */
  resumed(): void
  /** Stops what runs; what is being read is cut off between two changes. Before the store is closed. */
  close(): Promise<void>
}

export function openOutside(parts: OutsideParts): Outside {
  const reach = openReach(parts)
  return {
    reach,
    start: () => undefined,
    resumed: () => undefined,
    close: async () => undefined,
  }
}
