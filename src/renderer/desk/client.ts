import { portHandedOver, portWanted } from '../../shared/port-names.ts'
import { idleSeconds } from '../browser/idle.ts'
import { checkSession } from '../browser/session.ts'
import { deskAddress, isBrowser } from '../browser/where.ts'
import { connectDesk } from './connection.ts'
import { connectDeskOverHttp } from './http-connection.ts'

/** The page's one connection to the desk; README.md beside this file says how to use it. */
export const { desk, onAnnouncement, connectionState } = isBrowser
  ? connectDeskOverHttp({ url: deskAddress('rpc'), check: checkSession, headers: () => ({ 'deskbell-idle': String(idleSeconds()) }) })
  : connectDesk({
      ask: () => window.postMessage(portWanted, window.origin),
      onPort: (listener) =>
        window.addEventListener('message', (event) => {
          const [port] = event.ports
          if (event.source === window && event.data === portHandedOver && port) listener(port)
        }),
    })
