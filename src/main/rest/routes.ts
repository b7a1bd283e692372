import { rest } from '../../shared/contract/rest.ts'
import type { Scope } from '../../shared/sharing-words.ts'

interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly matches: RegExp
  readonly isStream: boolean
}

/** As the contract has them. */
const routes: readonly Route[] = [rest.appointments, rest.clients, rest.hosts, rest.events].flatMap((area) =>
  Object.values(area).map((procedure) => {
    const { method, path = '' } = procedure['~orpc'].route
    return {
      method: method as Route['method'],
      matches: new RegExp(`^${path.replaceAll(/\{[a-z]+\}/gi, '[^/]+')}$`),
      isStream: path === rest.events.stream['~orpc'].route.path,
    }
  }),
)

/** Below these everything is the REST API's, and what is not there is told as its problem. */
export const roots = ['/api/appointments', '/api/clients', '/api/hosts', '/api/events'] as const

/** @param path without a query. */
export const isBelowRoot = (path: string): boolean => roots.some((root) => path === root || path.startsWith(`${root}/`))

/** Whoever reads such a path as an address, as oRPC does, comes to another one. */
const dots = /\/(?:\.|%2e){1,2}(?:\/|$)/i

/** What may be done at a path. A stream has no head that would end. Null: nothing is there. */
export function methodsAt(path: string): readonly string[] | null {
  if (dots.test(path)) return null
  const here = routes.filter(({ matches }) => matches.test(path))
  if (here.length === 0) return null
  return here.flatMap(({ method, isStream }) => (method === 'GET' && !isStream ? ['GET', 'HEAD'] : [method]))
}

export const isStreamAt = (path: string): boolean => routes.some(({ matches, isStream }) => isStream && matches.test(path))

export const scopeFor = (method: string): Scope => (method === 'GET' || method === 'HEAD' ? 'read' : 'write')
