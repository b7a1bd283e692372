import type { MessagePort } from 'node:worker_threads'
import type { ShellRefusal } from '../../shared/contract/shell.ts'
import type { ReceiverPlace, StandInReceiver } from '../faults/stand-in-receiver.ts'
import type { Internet } from '../internet.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Shell } from './shell.ts'

/** What the worker is started with. Everything in here can be copied between threads. */
export interface DeskOptions {
  readonly dataDir: string
  readonly version: string
  /** BCP 47: the system's, as the window sees it. */
  readonly locale: string
  /** Of this run only; null: as the settings say. 0: any free one. */
  readonly port: number | null
  /** Null when the desk is started again after a crash: what was set in the window since then stays. */
  readonly provisionFile: string | null
  readonly vaultKey: string | null
  readonly internet: Internet
  readonly sampleDay: boolean
  /** Set when the desk is started again after it died. */
  readonly crash?: Crash
  /** Something in the store could not be read by the desk before. */
  readonly isSuspect?: boolean
}

/** That the desk died in this run of the app. */
export interface Crash {
  /** When it died last. */
  readonly atMs: number
  /** How often it did. */
  readonly count: number
}

type DeedsOf<Name extends string, Service> = { readonly [Deed in keyof Service & string as `${Name}.${Deed}`]: Service[Deed] }

/** What the first thread does for the desk, by name. What goes in and what comes out can be copied between threads. */
export type HostDeeds = DeedsOf<'keyring', Keyring> & DeedsOf<'shell', Shell> & DeedsOf<'standIn', Pick<StandInReceiver, 'release'>>

/** First thread to desk. */
export type HostMessage =
  /** `windowId` tells the shell which window it is, where one asks for a deed of its own. */
  | { readonly kind: 'window'; readonly port: MessagePort; readonly windowId: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  /** Null: there is nothing that may be said. */
  | { readonly kind: 'refusal'; readonly id: number; readonly reason: ShellRefusal | null }
  /** Whether one of the windows has the focus: what comes meanwhile is seen. */
  | { readonly kind: 'looked'; readonly isLookedAt: boolean }
  | { readonly kind: 'suspending' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'close' }

/** Desk to first thread. */
export type DeskMessage =
  | { readonly kind: 'started'; readonly address: string | null }
  /** Where the receiver listens now; null: nowhere, by its own decision. */
  | { readonly kind: 'place'; readonly place: ReceiverPlace | null }
  /** The start was given up for a reason that a person has to mend; `message` says what. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'ask'; readonly id: number; readonly deed: keyof HostDeeds; readonly given: readonly unknown[] }
  | { readonly kind: 'log'; readonly entry: LogEntry }

/** Counts, codes and places in our code; never a header, a body, an address of a person or a secret. */
export interface LogEntry {
  readonly level: 'info' | 'error'
  readonly event: string
  readonly [detail: string]: string | number | boolean | null
}

/** The worker asks by this to be started again: a restore takes the store's place while nobody has it open. */
export const restartExitCode = 75
/** And by this, because something in the store could not be read: the next one reads all of it before it opens it. */
export const suspectExitCode = 76
