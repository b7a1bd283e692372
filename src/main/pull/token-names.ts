import { tokenProviderIds, type TokenProviderId } from '../../shared/words.ts'

/** Under what name the vault keeps a provider's token. */
export function tokenNameOf(provider: TokenProviderId): string {
  return `${provider} token`
}

export function isTokenProvider(provider: string): provider is TokenProviderId {
  return tokenProviderIds.some((id) => id === provider)
}
