import type { ChoosableScheme, SigningProviderId } from '../../shared/words.ts'
import { providers } from '../providers/index.ts'
import { schemes } from '../signatures/index.ts'
import { isPrintedSecret } from '../signatures/printed-secrets.ts'
import type { SignatureScheme } from '../signatures/signature.ts'
import type { ProviderSettings } from '../store/settings.ts'

/** The scheme that a provider signs with; `chosen` is what the admin chose, null: nothing. */
export function schemeOf(provider: SigningProviderId, chosen: ChoosableScheme | null): SignatureScheme {
  const own = providers[provider].schemes
  return schemes[own.find((scheme) => scheme === chosen) ?? own[0]]
}

/** What the endpoint verifies with: for Calendly its own header, and the older one beside it if the admin accepts it. */
export function endpointSchemeOf(provider: SigningProviderId, { scheme, olderHeader }: ProviderSettings): SignatureScheme {
  return provider === 'calendly' && olderHeader ? schemes['calendly-x-header'] : schemeOf(provider, scheme)
}

/** Null: the secret can be used there. Otherwise a sentence, which does not quote it. */
export function refuseSecret(provider: SigningProviderId, chosen: ChoosableScheme | null, secret: string): string | null {
  if (isPrintedSecret(secret)) return 'This secret stands in a public guide: whoever reads that could post appointments. Generate one.'
  return schemeOf(provider, chosen).refuseSecret(secret)
}
