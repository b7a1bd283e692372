import { isIP } from 'node:net'
import { isLoopback } from '../../shared/address-range.ts'

export interface HostNames {
  /** Of the settings; empty: any name will do. */
  readonly hosts: readonly string[]
  /** This desk's address, as the internet knows it; null: it has none. */
  readonly publicUrl: string | null
}

/**
 * Whether a request means this desk by its `Host`. What leads here by itself always does: the public address, this machine's own names, and the
 * very address that the socket came in on.
 *
 * @param name without a port, as the request has it. @param localAddress of the socket.
 */
export function isOurName(name: string, localAddress: string | undefined, { hosts, publicUrl }: HostNames): boolean {
  if (hosts.length === 0) return true
  const asked = bareName(name)
  if (asked === 'localhost' || asked.endsWith('.localhost')) return true
  if (isIP(asked) !== 0 && (isLoopback(asked) || asked === bareName(localAddress ?? ''))) return true
  if (publicUrl !== null && asked === bareName(new URL(publicUrl).hostname)) return true
  return hosts.some((host) => bareName(host) === asked)
}

/** Names have no case, and one dot at their end means nothing; an IPv6 address stands in brackets. */
function bareName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/\.$/, '')
}
