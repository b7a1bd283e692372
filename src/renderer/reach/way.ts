import type { Settings } from '../../shared/settings.ts'

/** How providers reach the desk, of which the settings are the details. */
export const ways = ['none', 'own', 'ngrok', 'certificate'] as const
export type Way = (typeof ways)[number]

export type ReachSettings = Pick<Settings, 'publicAddress' | 'tunnel' | 'tunnelDomain' | 'trustedProxies' | 'tls'>

export function reachSettingsOf({ publicAddress, tunnel, tunnelDomain, trustedProxies, tls }: Settings): ReachSettings {
  return { publicAddress, tunnel, tunnelDomain, trustedProxies, tls }
}

export function wayOf({ publicAddress, tunnel, tls }: ReachSettings): Way {
  if (tunnel === 'ngrok') return 'ngrok'
  if (tls !== null) return 'certificate'
  return publicAddress === null ? 'none' : 'own'
}

/** What choosing a way makes of the settings, so that `wayOf` tells the same way again: what belongs to another way goes, what was typed for this one stays. */
export function settingsFor(way: Way, given: ReachSettings): ReachSettings {
  const { publicAddress, tls } = given
  return {
    ...given,
    tunnel: way === 'ngrok' ? 'ngrok' : 'none',
    publicAddress: way === 'none' || way === 'ngrok' ? null : (publicAddress ?? ''),
    tls: way === 'certificate' ? (tls ?? { certificateFile: '', keyFile: '' }) : null,
  }
}

/** Only what a typing mistake looks like; the desk has the last word. */
export function looksLikeAddress(text: string): boolean {
  return /^https?:\/\/[^/?#@\s]+$/.test(text)
}

export function looksLikeDomain(text: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)
}

export function looksLikeProxy(text: string): boolean {
  return /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)(\/\d{1,3})?$/i.test(text)
}
