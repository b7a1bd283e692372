import type { TokenProviderId } from '../../shared/words.ts'
import { providers } from '../providers/index.ts'
import type { PullParts } from './parts.ts'

/** Where this provider would post to us, the first one is told; empty: there is no public address. */
export function ownUrlsOf({ publicUrl }: Pick<PullParts, 'publicUrl'>, provider: TokenProviderId): readonly string[] {
  const base = publicUrl()
  return base === null ? [] : providers[provider].paths.map((path) => `${base.replace(/\/$/, '')}${path}`)
}
