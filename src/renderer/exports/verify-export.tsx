import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ExportFinding } from '../../shared/contract/exports.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { tellRefusal } from '../shell/saved.tsx'
import { formatInstant } from '../ui/format.ts'
import { t } from '../ui/t.tsx'

const colours: Record<ExportFinding['verdict'], string> = {
  genuine: 'green',
  'other-desk': 'yellow',
  changed: 'red',
  incomplete: 'red',
  'not-an-export': 'gray',
}

/** Whether a signed export is still what it was. */
export function VerifyExport() {
  const office = useOffice()
  const check = useMutation({
    mutationFn: () => desk.exports.verify(),
    onError: (error) => tellRefusal(t('fileExports.verifyFailed'), error),
  })
  const finding = check.data ?? null
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t('fileExports.verifyMeans')}</Text>
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {t('fileExports.verify')}
      </Button>
      {finding && (
        <Alert color={colours[finding.verdict]} role="status" w="100%">
          {t(`fileExports.verdict.${finding.verdict}`, {
            name: finding.fileName,
            count: finding.count ?? 0,
            when: finding.exportedAtMs === null ? '' : formatInstant(finding.exportedAtMs, office),
            key: finding.keyPrint ?? '',
          })}
        </Alert>
      )}
    </Stack>
  )
}
