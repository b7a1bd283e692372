/** The vault's backend in words, its exact name in brackets. */
export function backendWords(backend: string | null): string {
  if (backend === null) return 'Nothing chosen yet.'
  if (backend === 'passphrase') return 'Under a passphrase (scrypt, AES-256-GCM), asked for at each start.'
  if (backend === 'memory') return 'In memory only: gone when Deskbell closes.'
  if (backend === 'environment key') return 'Under the key of DESKBELL_VAULT_KEY (AES-256-GCM).'
  return `By the system's keyring (${backend.replace(/^keyring:/, '')}).`
}
