import type { Access } from '../access/access.ts'
import type { Backups } from '../backup/backups.ts'
import type { Restores } from '../backup/restores.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { Listening } from '../desk/listening.ts'
import type { Outbound } from '../outbound/outbound.ts'
import type { Desks } from '../desks/desks.ts'
import type { Guards } from '../guards/open-guards.ts'
import type { Faults } from '../faults/open-faults.ts'
import type { Outside } from '../desk/open-outside.ts'
import type { SettingsCache } from '../desk/settings-cache.ts'
import type { Shell } from '../desk/shell.ts'
import type { CredentialPrints } from '../explain/credential-prints.ts'
import type { Feeds } from '../feeds/feeds.ts'
import type { FeedWriter } from '../feeds/write-feed.ts'
import type { Eraser } from '../keeping/eraser.ts'
import type { Imports } from '../imports/imports.ts'
import type { OfficeCertificate } from '../reach/office-certificate.ts'
import type { Caller } from '../rest/caller.ts'
import type { Rehearsal } from '../rehearsal/rehearsal.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Trust } from '../trust/trust.ts'
import type { Vault } from '../vault/vault.ts'
import type { DeskRole } from '../../shared/sharing-words.ts'

/** What the procedures work on; made by `startDesk`. */
export interface DeskParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly vault: Vault
  readonly access: Access
  readonly outbound: Outbound
  readonly feeds: Feeds
  readonly feedWriter: FeedWriter
  readonly credentialPrints: CredentialPrints
  readonly listening: Listening
  readonly faults: Faults
  readonly eraser: Eraser
  readonly imports: Imports
  readonly rehearsal: Rehearsal
  readonly outside: Outside
  readonly desks: Desks
  readonly officeCertificate: OfficeCertificate
  readonly guards: Guards
  readonly backups: Backups
  readonly restores: Restores
  readonly trust: Trust
  readonly now: () => number
  /** Who is at the desk, for the history: as the settings say, else the system's user. */
  readonly actor: () => string
  /** Listens as the settings say. `forget` drops the port that was given for this run. */
  relisten(port: 'keep' | 'forget'): Promise<void>
}

export interface StoreProblem {
  /** A sentence for a person: what happened, and what to do. */
  readonly message: string
  readonly file: string
}

export interface ApiContext {
  /** Set: another program asks over HTTP, with an API key. */
  readonly caller?: Caller
  readonly version: string
  /** Stand-ins speak for the providers. */
  readonly isSandbox: boolean
  readonly announcer: Announcer
  readonly shell: Shell
  /** The window that asks. */
  readonly windowId: number
  /** Set: somebody at another desk asks, in a browser. */
  readonly person?: { readonly id: number; readonly sessionId: number; readonly name: string; readonly role: DeskRole }
  readonly desk:
    | { readonly kind: 'open'; readonly parts: DeskParts }
    | { readonly kind: 'closed'; readonly problem: StoreProblem; readonly restores: Restores }
}
