import { RPCLink } from '@orpc/client/message-port'
import { deferred } from './deferred.ts'
import { DeskUnreachableError, keepConnected } from './keep-connected.ts'
import type { DeskConnection, Line } from './keep-connected.ts'

/** Where ports come from: the preload in the window, a plain MessageChannel in tests. */
export interface PortSource {
  /** Asks for a port; asking again replaces the one had before. */
  ask(): void
  onPort(listener: (port: MessagePort) => void): void
}

/** The window's way: keeps one port to the desk open for as long as the page lives. */
export function connectDesk(source: PortSource): DeskConnection {
  return keepConnected({ ask: () => source.ask(), onLine: (listener) => source.onPort((port) => listener(lineOver(port))) })
}

function lineOver(port: MessagePort): Line {
  const closed = deferred<never>()
  // Before the link is made: a call on a link whose port has closed would never settle.
  port.addEventListener('close', () => closed.reject(new DeskUnreachableError()))
  const link = new RPCLink({ port })
  port.start()
  return {
    link,
    closed: closed.promise,
    close() {
      // Closing one's own end raises no event there.
      port.dispatchEvent(new Event('close'))
      port.close()
    },
  }
}
