import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { AddressRefusal, SendFailure } from '../../shared/subscription.ts'
import type { SubscriptionRow } from '../store/subscriptions.ts'
import { addressKindOf } from './addresses.ts'

/** Where a subscription's messages may go, and where not. */
export type TargetRules = Pick<SubscriptionRow, 'url' | 'privateHost' | 'plainHost'>

/** Where this desk itself is reached. */
export interface OwnPlace {
  /** Of the receiver; null: it does not listen. */
  readonly port: number | null
  /** Null: there is none. */
  readonly publicUrl: string | null
}

/** A connection that was never tried. `code` is one of `sendFailures`. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
  readonly code: SendFailure

  constructor(code: SendFailure) {
    super(`not sent: ${code}`)
    this.code = code
  }
}

/** What can be said of an address before its name is resolved. Null: nothing against it. */
export function judgeUrl({ url, privateHost, plainHost }: TargetRules, own: OwnPlace): AddressRefusal | null {
  const { protocol, hostname, username, password, hash } = new URL(url)
  if (username !== '' || password !== '') return 'credentials'
  if (hash !== '') return 'fragment'
  if (protocol !== 'https:' && plainHost !== hostname) return 'not-https'
  if (own.publicUrl !== null && originOf(own.publicUrl) === originOf(url)) return 'loop'
  // URLs write every odd notation of an address (0x7f.1, 2130706433) in the usual one.
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) === 0) return null
  return judgeAddress(literal, { isAllowed: privateHost === hostname, port: portOf(url), own })
}

/** What can be said of an address once it is known. */
export function judgeAddress(
  address: string,
  { isAllowed, port, own }: { readonly isAllowed: boolean; readonly port: number; readonly own: OwnPlace },
): 'loop' | 'private-address' | 'forbidden-address' | null {
  const kind = addressKindOf(address)
  if (kind === 'never') return 'forbidden-address'
  if (port === own.port && isThisMachine(address)) return 'loop'
  return kind === 'office' && !isAllowed ? 'private-address' : null
}

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

export const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })

type Done = Parameters<LookupFunction>[2]

/**
 * Resolves a name and hands on only addresses that were looked at: the connection is made to one of those, so that a second answer of the
 * name server cannot lead elsewhere. One address among several that must not be sent to refuses them all.
 */
export function guardedLookup(resolve: Resolve, rules: TargetRules, own: () => OwnPlace): LookupFunction {
  async function judged(hostname: string): Promise<readonly LookupAddress[]> {
    const addresses = await resolve(hostname)
    const known = { isAllowed: rules.privateHost === hostname, port: portOf(rules.url), own: own() }
    const refusal = addresses.map(({ address }) => judgeAddress(address, known)).find((found) => found !== null)
    if (refusal != null) throw new TargetError(refusal)
    if (addresses.length === 0) throw new TargetError('name')
    return addresses
  }

  async function answer(hostname: string, { all }: LookupOptions, done: Done): Promise<void> {
    let addresses: readonly LookupAddress[] = []
    try {
      addresses = await judged(hostname)
    } catch (error) {
      done(error as NodeJS.ErrnoException, '', 0)
      return
    }
    const [first] = addresses
    if (all === true || first === undefined) done(null, [...addresses])
    else done(null, first.address, first.family)
  }

  return (hostname, options, done) => void answer(hostname, options, done)
}

/** A dot at the end of a name makes no other name of it. */
function originOf(url: string): string {
  const { protocol, hostname } = new URL(url)
  return `${protocol}//${hostname.replace(/\.$/, '')}:${portOf(url)}`
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url)
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}

function isThisMachine(address: string): boolean {
  if (/^(127\.|::1$|::ffff:(127\.|7f))/i.test(address)) return true
  return Object.values(networkInterfaces()).some((each) => each?.some((known) => known.address === address))
}
