import type { ShellRefusal } from '../../shared/contract/shell.ts'
import type { Paper } from '../../shared/paper.ts'

/** A message of the system's own kind. It holds what may be read by whoever passes the screen. */
export interface NativeNotice {
  readonly title: string
  readonly body: string
  /** What a click opens; null: only the window. */
  readonly appointmentId: number | null
}

/** What the system's tray tells of the desk, in its language, and what closing the last window means. */
export interface Presence {
  /** True: without a window the receiver goes on. */
  readonly staysInBackground: boolean
  /** Whether it receives. */
  readonly line: string
  readonly open: string
  readonly quit: string
  /** Said once, when the last window is closed for the first time. */
  readonly firstTime: { readonly title: string; readonly body: string }
}

/** What is printed is what the window shows to its printer at that moment. */
export interface PdfOrder {
  /** The window that asks. */
  readonly windowId: number
  /** Of the file, without its ending; what no file system takes is taken out of it. */
  readonly name: string
  readonly paper: Paper
  readonly landscape: boolean
}

/** A file that the desk is going to write, in the folder of downloads. */
export interface FileOrder {
  /** Without its ending; what no file system takes is taken out of it. */
  readonly name: string
  /** Such as `csv`. */
  readonly ending: string
}

/** Which file the person is to choose. */
export interface ChoiceOrder {
  /** The window that asks. */
  readonly windowId: number
  /** Such as `age`; empty: any. */
  readonly endings: readonly string[]
}

/**
 * What only Electron's first thread can do; the desk reaches it by messages. A deed that a person has to hear about when it fails rejects
 * with a ShellError.
 */
export interface Shell {
  notify(notice: NativeNotice): Promise<void>
  /** How much is new since the window was last looked at, on the icon and in the windows' titles. 0: nothing. */
  showNews(count: number): Promise<void>
  openWindow(): Promise<void>
  showPresence(presence: Presence): Promise<void>
  /** Ends the app in order. */
  quit(): Promise<void>
  /** Never replaces a file. @returns where the file is */
  savePdf(order: PdfOrder): Promise<string>
  /** Makes an empty file under a name that is free, for the desk to write. @returns where it is */
  reserveFile(order: FileOrder): Promise<string>
  /** The system's own dialogs. Null: the person thought better of it. */
  chooseFile(order: ChoiceOrder): Promise<string | null>
  chooseFolder(order: Pick<ChoiceOrder, 'windowId'>): Promise<string | null>
  /** Shows a file that was saved by this run, in the system's file manager. */
  showFile(path: string): Promise<void>
  /** Shows a file that the desk itself made or found; never one that a window named. */
  showInFolder(path: string): Promise<void>
  /** Opens an https page in the system's browser, or one of this machine by http: a stand-in's. Refuses every other address. */
  openExternal(url: string): Promise<void>
}

/** Why the shell could not do what was asked; the window has the words. */
export class ShellError extends Error {
  readonly code = 'SHELL'
  override readonly name = 'ShellError'
  readonly reason: ShellRefusal

  constructor(reason: ShellRefusal, options?: ErrorOptions) {
    super(`the shell could not do it: ${reason}`, options)
    this.reason = reason
  }
}

const reasons: Readonly<Record<string, ShellRefusal>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  EEXIST: 'not-writable',
  ENOTDIR: 'not-writable',
}

/** Of what the file system refused: what a person can mend has a name of its own. */
export function refusalOf(error: unknown): ShellRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? 'failed'
}
