import type { FastifyRequest } from 'fastify'

/** A host with or without a port, as a name, IPv4 or IPv6: whatever else somebody puts into `Host` is repeated to nobody. */
const plainHost = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/**
 * The address by which somebody asks, without a path, such as `https://desk.example.com`. A tunnel carries https to us as http, and is no proxy
 * that is trusted, so the public address counts where its host was asked for.
 *
 * @param publicUrl under which this desk is known outside; null: it has none.
 * @returns null: no host that could be repeated.
 */
export function baseAddressOf(request: Pick<FastifyRequest, 'host' | 'protocol'>, publicUrl: string | null): string | null {
  const { host, protocol } = request
  if (!plainHost.test(host)) return null
  if (publicUrl !== null && new URL(publicUrl).host === host.toLowerCase()) return publicUrl
  return `${protocol}://${host}`
}
