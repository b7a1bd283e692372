import type { ReadCause, TokenProviderId } from '../../shared/words.ts'
import type { LogEntry } from '../desk/messages.ts'
import type { SettingsCache } from '../desk/settings-cache.ts'
import type { Internet } from '../internet.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import type { ReadResult, Span } from './reader.ts'

/** What reading providers' APIs is made from. */
export interface PullParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly vault: Vault
  readonly internet: Internet
  /** Where providers reach us, without a path; null: nowhere. */
  readonly publicUrl: () => string | null
  /** Has the schedule read: one reading at a time for each provider. */
  readonly requestReading: (provider: TokenProviderId, cause: ReadCause, span: Span) => Promise<ReadResult>
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
}
