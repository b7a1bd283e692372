import { t } from '../ui/t.tsx'

/** The vault's backend in words, its exact name in brackets. */
export function backendWords(backend: string | null): string {
  if (backend === null) return t('settings.secrets.nothingChosen')
  if (backend === 'passphrase') return t('settings.secrets.passphrase')
  if (backend === 'memory') return t('settings.secrets.memory')
  if (backend === 'environment key') return t('settings.secrets.environmentKey')
  return t('settings.secrets.keyring', { backend: backend.replace(/^keyring:/, '') })
}
