import { onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePort } from 'node:worker_threads'
import type { LogEntry } from '../desk/messages.ts'
import { noteCallFailure } from './call-failures.ts'
import { callsOnly } from './calls-only.ts'
import type { ApiContext } from './context.ts'
import { router } from './router.ts'

/** Serves the contract to one window for as long as its port is open. Refusals are the caller's; what breaks is logged. */
export function createWindowServer(
  context: Omit<ApiContext, 'windowId'>,
  log: (entry: LogEntry) => void,
): (port: MessagePort, windowId: number) => void {
  const handler = new RPCHandler<ApiContext>(router, {
    clientInterceptors: [onError((error, { path }) => noteCallFailure(error, path, context.desk, log))],
  })
  return (port, windowId) => {
    handler.upgrade(callsOnly(port), { context: { ...context, windowId } })
    port.start()
  }
}
