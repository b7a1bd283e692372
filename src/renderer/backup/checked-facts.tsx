import { Alert, Stack, Text } from '@mantine/core'
import type { CheckedBackup } from '../../shared/contract/backups.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'

/** What is in a backup, and what restoring it means. */
export function CheckedFacts({ checked }: { checked: CheckedBackup }) {
  const { madeAtMs, appointments, deliveries, clients, isOlder, present } = checked
  const isAnythingMissing = present !== null && Object.values(present.missing).some((amount) => amount > 0)
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={600}>
          {madeAtMs === null ? (
            t('backup.dialog.madeUnknown')
          ) : (
            <Words k="backup.dialog.made" parts={{ time: <Time ms={madeAtMs} as="day-time" /> }} />
          )}
        </Text>
        <Text size="sm">{t('backup.dialog.holds', { appointments, deliveries, clients })}</Text>
        <Text size="sm">
          {t('backup.dialog.whole')} {isOlder && t('backup.dialog.older')}
        </Text>
      </div>
      {present && !present.isEarlier && <Alert color="yellow">{t('backup.dialog.other')}</Alert>}
      {present?.isEarlier && !isAnythingMissing && <Text size="sm">{t('backup.dialog.missingNone')}</Text>}
      {present?.isEarlier && isAnythingMissing && (
        <Alert color="yellow" title={t('backup.dialog.missingTitle')}>
          {t('backup.dialog.missing', present.missing)} {t('backup.dialog.fetched')}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t('backup.dialog.aside')}
      </Text>
    </Stack>
  )
}
