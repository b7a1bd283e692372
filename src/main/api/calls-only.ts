import type { SupportedMessagePort } from '@orpc/client/message-port'
import type { MessagePort } from 'node:worker_threads'

/** A procedure's path, as the contract's names make it. */
const pathOfProcedure = /^(?:\/[A-Za-z]+){1,4}$/
/** Requests have no type of their own; then what a stream says, and that a call is given up. */
const types: readonly unknown[] = [undefined, 1, 3, 4]

/**
 * The port, for oRPC, from which only calls are heard. What oRPC cannot decode it rejects with, to nobody, which ends the desk; and of files
 * and forms, which it would decode, no procedure takes any. Whoever says something else is not our page: the port is closed.
 */
export function callsOnly(port: MessagePort): SupportedMessagePort {
  return {
    on(event, listener) {
      if (event !== 'message') {
        port.on(event, listener)
        return
      }
      port.on('message', (message: unknown) => {
        if (isCall(message)) listener({ data: message })
        else port.close()
      })
    },
    postMessage: (message: string) => port.postMessage(message),
  }
}

/** In oRPC's own letters: `i` an id, `t` a type, `p` with `u` the path, `h` headers, `m` the method, `b` the body. */
function isCall(message: unknown): boolean {
  if (typeof message !== 'string') return false
  const call = parsed(message)
  if (!isObject(call) || typeof call['i'] !== 'string' || !types.includes(call['t'])) return false
  const { t: type, p: said } = call
  if (type === 4) return true
  if (!isObject(said)) return false
  if (type === 3) return true
  const { u: path, h: headers, m: method } = said
  return typeof path === 'string' && pathOfProcedure.test(path) && method === undefined && (headers === undefined || arePlain(headers))
}

function arePlain(headers: unknown): boolean {
  return isObject(headers) && Object.entries(headers).every(([name, value]) => !/^content-/i.test(name) && typeof value === 'string')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
