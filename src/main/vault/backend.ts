import type { Keyring } from './keyring.ts'
import type { PassphraseSealer } from './seal.ts'

/** Where secrets are kept. Its name stands beside everything that it sealed. */
export interface Backend {
  readonly name: string
  /** Null: nothing is written, the secrets live as long as the desk. */
  readonly seal: ((text: string, about: string) => Promise<Uint8Array>) | null
  /** Null: it was not this backend, or not this key, that sealed it. */
  open(sealed: Uint8Array, about: string): Promise<string | null>
}

export const passphraseName = 'passphrase'
export const memoryName = 'memory'
export const environmentKeyName = 'environment key'

export const memoryBackend: Backend = { name: memoryName, seal: null, open: async () => null }

export function sealerBackend(name: typeof passphraseName | typeof environmentKeyName, sealer: PassphraseSealer): Backend {
  return { name, seal: sealer.seal, open: sealer.open }
}

/** `keyringName` is what `Keyring.backend` told. */
export function keyringBackend(keyringName: string, keyring: Keyring): Backend {
  return {
    name: `keyring:${keyringName}`,
    // The system's keyrings bind nothing to what they seal, so what it is about is put inside.
    seal: (text, about) => keyring.seal(`${about}\n${text}`),
    async open(sealed, about) {
      try {
        const opened = await keyring.open(sealed)
        return opened.startsWith(`${about}\n`) ? opened.slice(about.length + 1) : null
      } catch {
        return null
      }
    },
  }
}
