import type { Mending, Remedy } from '../../shared/contract/explain.ts'
import type { ProviderId } from '../../shared/words.ts'
import { formatBytes } from '../ui/format.ts'
import { schemeLabel, sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { clockAmount } from './verification-words.ts'

/** The words on a remedy's button. */
export function remedyLabel(remedy: Extract<Remedy, { remedy: Mending }>): string {
  switch (remedy.remedy) {
    case 'accept-older-secret':
      return t('explain.remedy.accept-older-secret', { count: remedy.hours })
    case 'use-other-secret':
      return t('explain.remedy.use-other-secret', { name: sourceName(remedy.provider) })
    case 'take-spelling':
      return remedy.hours === null ? t('explain.remedy.spellingForGood') : t('explain.remedy.spellingForHours', { count: remedy.hours })
    case 'choose-scheme':
      return t('explain.remedy.choose-scheme', { scheme: schemeLabel(remedy.scheme) })
    case 'widen-clock':
      return t('explain.remedy.widen-clock', { amount: clockAmount(remedy.seconds) })
    case 'allow-address':
      return t('explain.remedy.allow-address', { address: remedy.address })
    case 'raise-size':
      return t('explain.remedy.raise-size', { size: formatBytes(remedy.bytes) })
    case 'restore-secret':
    case 'accept-older-header':
    case 'undo-change':
      return t(`explain.remedy.${remedy.remedy}`)
  }
}

/** What a remedy brings with it, where that is not plain. */
export function remedyMeaning(remedy: Remedy, provider: ProviderId): string[] {
  const name = sourceName(provider)
  const displaced = 'displaces' in remedy && remedy.displaces !== null ? [t('explain.means.displaces', { lastFour: remedy.displaces })] : []
  switch (remedy.remedy) {
    case 'accept-older-secret':
    case 'choose-scheme':
    case 'undo-change':
      return [t(`explain.means.${remedy.remedy}`, { name }), ...displaced]
    case 'use-other-secret':
    case 'accept-older-header':
    case 'widen-clock':
      return [t(`explain.means.${remedy.remedy}`)]
    case 'take-spelling':
      return [remedy.hours === null ? t('explain.means.spellingForGood') : t('explain.means.spellingForHours', { name }), ...displaced]
    case 'restore-secret':
    case 'allow-address':
    case 'raise-size':
    case 'paste-secret':
    case 'unlock':
    case 'check-clock':
    case 'copy-endpoint':
    case 'tell-sender':
      return []
  }
}
