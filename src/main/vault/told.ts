import type { SigningProviderId } from '../../shared/words.ts'
import { ownKeyNames } from './own-keys.ts'
import type { StoredCredential, StoredSecret, ToldChange, VaultChoice } from './records.ts'

type Secret = Pick<StoredSecret, 'provider' | 'slot' | 'lastFour' | 'setAtMs' | 'untilMs'>
type Credential = Pick<StoredCredential, 'lastFour' | 'setAtMs'>

/** What was told last of each, so that what only moves to another place is no change. */
export interface Told {
  secrets(provider: SigningProviderId, after: readonly Secret[]): ToldChange
  credential(name: string, after: Credential | null): ToldChange
  choice(mode: VaultChoice['mode'], before: VaultChoice | null): ToldChange
}

/** Whose end says nothing of what was entered. */
const wrapped = ['backup passphrase']

/** @param secrets and @param credentials as they are at the start */
export function createTold(secrets: readonly Secret[], credentials: readonly (Credential & { readonly name: string })[]): Told {
  const ofSecrets = new Map<SigningProviderId, unknown>()
  const ofCredentials = new Map<string, unknown>()
  for (const { provider } of secrets) ofSecrets.set(provider, factsOf(secrets.filter((secret) => secret.provider === provider)))
  for (const { name, ...credential } of credentials) ofCredentials.set(name, credentialFacts(name, credential))

  return {
    secrets(provider, kept) {
      const [before, after] = [ofSecrets.get(provider) ?? null, factsOf(kept)]
      ofSecrets.set(provider, after)
      return { name: `secret ${provider}`, before, after }
    },
    credential(name, credential) {
      const [before, after] = [ofCredentials.get(name) ?? null, credentialFacts(name, credential)]
      ofCredentials.set(name, after)
      return { name: toldName(name), before, after }
    },
    choice: (mode, before) => ({ name: 'vault', before: before && { mode: before.mode }, after: { mode } }),
  }
}

/** The kind first, then whose it is: by that the history is looked through. */
function toldName(name: string): string {
  if (name.endsWith(' token')) return `token ${name.slice(0, -' token'.length)}`
  if (name === 'google client') return 'client secret google-calendar'
  if (name.startsWith('google account ')) return `account google-calendar ${name.slice('google account '.length)}`
  return name
}

function factsOf(secrets: readonly Secret[]): unknown {
  const current = secrets.find(({ slot }) => slot === 'current')
  const previous = secrets.find(({ slot }) => slot === 'previous')
  if (!current && !previous) return null
  return {
    secret: current ? { lastFour: current.lastFour, setAtMs: current.setAtMs } : null,
    previousSecret: previous ? { lastFour: previous.lastFour, untilMs: previous.untilMs } : null,
  }
}

function credentialFacts(name: string, credential: Credential | null): unknown {
  if (credential === null || ownKeyNames.includes(name)) return null
  return wrapped.includes(name) ? { setAtMs: credential.setAtMs } : { lastFour: credential.lastFour, setAtMs: credential.setAtMs }
}
