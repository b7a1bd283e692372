import type { MessagePort } from 'node:worker_threads'

/** What the worker is started with. Everything in here can be copied between threads. */
export interface DeskOptions {
  readonly dataDir: string
  readonly version: string
  /** Of this run only; null: as the settings say. 0: any free one. */
  readonly port: number | null
  /** Null when the desk is started again after a crash: what was set in the window since then stays. */
  readonly provisionFile: string | null
  readonly vaultKey: string | null
  readonly sampleDay: boolean
}

export type KeyringRequest =
  | { readonly op: 'backend' }
  | { readonly op: 'seal'; readonly text: string }
  | { readonly op: 'open'; readonly sealed: Uint8Array }

/** First thread to desk. */
export type HostMessage =
  | { readonly kind: 'window'; readonly port: MessagePort }
  | { readonly kind: 'keyring-answer'; readonly id: number; readonly value: string | Uint8Array | null }
  | { readonly kind: 'keyring-refusal'; readonly id: number }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'close' }

/** Desk to first thread. */
export type DeskMessage =
  | { readonly kind: 'started'; readonly address: string | null }
  /** The start was given up for a reason that a person has to mend; `message` says what. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'keyring-ask'; readonly id: number; readonly request: KeyringRequest }
  | { readonly kind: 'log'; readonly entry: LogEntry }

/** Counts, codes and places in our code; never a header, a body, an address of a person or a secret. */
export interface LogEntry {
  readonly level: 'info' | 'error'
  readonly event: string
  readonly [detail: string]: string | number | boolean | null
}
