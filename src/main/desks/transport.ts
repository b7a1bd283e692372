import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../../shared/address-range.ts'
import { isOurName } from '../guards/host-names.ts'
import type { Certificate } from '../reach/certificate.ts'
import { coversName } from './certificate-names.ts'

export interface Names {
  /** By which the receiver may be called, beside those that are its own. */
  readonly hosts: readonly string[]
  readonly publicUrl: string | null
  /** With which the receiver speaks TLS itself; null: it does not. */
  readonly certificate: Certificate | null
}

/**
 * Whether it is called by a name of its own. A page elsewhere may have its name lead to this address (DNS rebinding), and would then be of the
 * same origin; but it cannot choose which name the browser sends, nor a certificate for it.
 */
export function isCalledRightly({ hostname, socket }: FastifyRequest, { hosts, publicUrl, certificate }: Names): boolean {
  // Of an empty list the guard makes "any".
  if (isOurName(hostname, socket.localAddress, { hosts: ['localhost', ...hosts], publicUrl })) return true
  return isEncrypted(socket) && certificate !== null && coversName(certificate.cert, hostname.replace(/^\[|\]$/g, ''))
}

/** Whether nobody on the way can read or change it: TLS, ours or that of a proxy which the admin has named, or it never left this machine. */
export function cameSafely(request: FastifyRequest): boolean {
  // Fastify believes the header of a trusted proxy alone.
  if (request.protocol === 'https') return true
  return isFromHere(request)
}

const handedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** From this very machine, by a name that leads nowhere else. A tunnel or proxy here comes from here too, and says for whom. */
function isFromHere({ socket, hostname, headers }: FastifyRequest): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  const isLocalName = name === 'localhost' || name.endsWith('.localhost') || isLoopback(name)
  return isLocalName && isLoopback(socket.remoteAddress ?? '') && handedOn.every((header) => headers[header] === undefined)
}

/** How browsers write where the page came from. */
export function originOf({ protocol, host }: FastifyRequest): string | null {
  return URL.canParse(`${protocol}://${host}`) ? new URL(`${protocol}://${host}`).origin : null
}

/** Whether our own page has sent it: browsers tell of every POST whose it is, and no page can lie about it. */
export function isFromOurPage(request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  return origin !== undefined && origin === originOf(request) && (site === undefined || site === 'same-origin')
}

function isEncrypted(socket: FastifyRequest['socket']): boolean {
  return 'encrypted' in socket && socket.encrypted === true
}
