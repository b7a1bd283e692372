import type { Remedy } from '../../shared/contract/health.ts'
import type { AlertKind } from '../../shared/words.ts'

/** What a click does about an alert of this kind; null: there is nothing that Deskbell could do. */
export const remedyOf: Readonly<Record<AlertKind, Remedy | null>> = {
  'channel-expiring': 'renew-channel',
  'subscription-disabled': 'renew-subscription',
  'subscription-elsewhere': 'renew-subscription',
  'token-refused': 'give-token',
  'sign-in-ended': 'sign-in',
  silence: 'open-provider',
  refusals: 'open-log',
  'clock-skew': null,
  'disk-full': 'free-disk',
  'tunnel-dead': 'restart-tunnel',
  'address-unreachable': 'check-address',
  'address-changed': 'renew-subscription',
  'port-lost': 'restart-receiver',
  'write-back-failed': 'open-provider',
  'secret-ending': 'open-provider',
  'secret-old': 'replace-secret',
  'backup-failed': 'open-backups',
  'read-only': 'free-disk',
  'store-failing': 'free-disk',
  'store-damaged': 'open-backups',
  'clock-jumped': null,
  'desk-crashed': null,
  'log-tampered': 'open-trust',
  'outbound-failing': 'open-subscriptions',
  'outbound-ended': 'open-subscriptions',
  'desk-guesses': 'open-desks',
}
