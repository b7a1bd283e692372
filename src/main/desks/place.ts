import { isIP } from 'node:net'
import type { OtherDesks } from '../../shared/contract/desks.ts'
import { isLoopback } from '../../shared/address-range.ts'
import type { Settings } from '../../shared/settings.ts'
import { hostOf, type Listening } from '../desk/listening.ts'
import { coversName, firstName } from './certificate-names.ts'

export interface Surroundings {
  readonly settings: Pick<Settings, 'otherDesks' | 'trustedProxies'>
  readonly listening: Pick<Listening, 'state' | 'localUrl' | 'certificate'>
  /** As the internet knows this desk, without a path; null: it does not. */
  readonly publicUrl: string | null
}

/** Under which address browsers on other machines find this desk, or why none does. */
export function placeOf({ settings, listening, publicUrl }: Surroundings): OtherDesks {
  const local = listening.localUrl()
  const found = findAddress({ settings, listening, publicUrl })
  const address = 'origin' in found ? found.origin : null
  const shown = address ?? local
  return {
    enabled: settings.otherDesks,
    obstacle: 'obstacle' in found ? found.obstacle : null,
    by: 'by' in found ? found.by : null,
    address: address && pageOf(address),
    localAddress: local && pageOf(local),
    passkeys: shown !== null && hasName(new URL(shown).hostname),
  }
}

/** Browsers make passkeys for names, not for addresses. https://www.w3.org/TR/webauthn-3/#rp-id @param hostname with or without brackets. */
export function hasName(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0
}

/** Where people begin. */
function pageOf(origin: string): string {
  return `${origin}/desk/`
}

type Found =
  | { readonly by: NonNullable<OtherDesks['by']>; readonly origin: string }
  | { readonly obstacle: NonNullable<OtherDesks['obstacle']> }

function findAddress({ settings, listening, publicUrl }: Surroundings): Found {
  const state = listening.state()
  if (state.state !== 'listening') return { obstacle: 'not-receiving' }
  const isPublicHttps = publicUrl?.startsWith('https://') === true
  const certificate = listening.certificate()
  const isForAll = !isLoopback(state.address)
  if (certificate !== null && isForAll) {
    if (publicUrl !== null && isPublicHttps && coversName(certificate.cert, new URL(publicUrl).hostname))
      return { by: 'certificate', origin: publicUrl }
    const name = firstName(certificate.cert) ?? (isEvery(state.address) ? null : state.address)
    if (name !== null) return { by: 'certificate', origin: `https://${hostOf(name)}${state.port === 443 ? '' : `:${state.port}`}` }
  }
  if (settings.trustedProxies.length > 0 && publicUrl !== null && isPublicHttps) return { by: 'proxy', origin: publicUrl }
  if (settings.trustedProxies.length > 0 || (certificate !== null && isForAll)) return { obstacle: 'no-address' }
  return { obstacle: isForAll ? 'not-secure' : 'loopback-only' }
}

function isEvery(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}
