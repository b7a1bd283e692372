import { onError, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePort } from 'node:worker_threads'
import { describeError } from '../desk/describe-error.ts'
import type { LogEntry } from '../desk/messages.ts'
import { callsOnly } from './calls-only.ts'
import type { ApiContext } from './context.ts'
import { router } from './router.ts'

/** Serves the contract to one window for as long as its port is open. Refusals are the caller's; what breaks is logged. */
export function createWindowServer(
  context: Omit<ApiContext, 'windowId'>,
  log: (entry: LogEntry) => void,
): (port: MessagePort, windowId: number) => void {
  const handler = new RPCHandler<ApiContext>(router, {
    clientInterceptors: [
      onError((error, { path }) => {
        // The contract's own refusals have words for codes, which HTTP does not know and would call a fault of ours.
        if (error instanceof ORPCError && (error.defined || error.status < 500)) return
        if (context.desk.kind === 'open') context.desk.parts.faults.store.noteFailure(error)
        log({ level: 'error', event: 'call-failed', procedure: path.join('.'), ...describeError(error) })
      }),
    ],
  })
  return (port, windowId) => {
    handler.upgrade(callsOnly(port), { context: { ...context, windowId } })
    port.start()
  }
}
