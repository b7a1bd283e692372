import { ORPCError } from '@orpc/server'
import { describeError } from '../desk/describe-error.ts'
import type { LogEntry } from '../desk/messages.ts'
import type { ApiContext } from './context.ts'

/** Logs what broke in a call. Refusals are the caller's. */
export function noteCallFailure(error: unknown, path: readonly string[], desk: ApiContext['desk'], log: (entry: LogEntry) => void): void {
  // The contract's own refusals have words for codes, which HTTP does not know and would call a fault of ours.
  if (error instanceof ORPCError && (error.defined || error.status < 500)) return
  if (desk.kind === 'open') desk.parts.faults.store.noteFailure(error)
  log({ level: 'error', event: 'call-failed', procedure: path.join('.'), ...describeError(error) })
}
