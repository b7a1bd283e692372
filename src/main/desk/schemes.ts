import type { ChoosableScheme, ProviderId } from '../../shared/words.ts'
import { providers } from '../providers/index.ts'
import { schemes } from '../signatures/index.ts'
import { isPrintedSecret } from '../signatures/printed-secrets.ts'
import type { SignatureScheme } from '../signatures/signature.ts'

/** The scheme that a provider's endpoint expects; `chosen` is what the admin chose, null: nothing. */
export function schemeOf(provider: ProviderId, chosen: ChoosableScheme | null): SignatureScheme {
  const own = providers[provider].schemes
  return schemes[own.find((scheme) => scheme === chosen) ?? own[0]]
}

/** Null: the secret can be used there. Otherwise a sentence, which does not quote it. */
export function refuseSecret(provider: ProviderId, chosen: ChoosableScheme | null, secret: string): string | null {
  if (isPrintedSecret(secret)) return 'This secret stands in a public guide: whoever reads that could post appointments. Generate one.'
  return schemeOf(provider, chosen).refuseSecret(secret)
}
