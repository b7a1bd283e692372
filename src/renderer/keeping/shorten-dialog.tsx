import { Button, Group, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Foreseen } from '../../shared/contract/keeping.ts'
import type { KeepSettings } from '../../shared/settings.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { t } from '../ui/t.tsx'
import { foreseenQuery } from './keeping-queries.ts'

const kinds = ['deliveries', 'contents', 'appointments'] as const

/** What would go at once, before it does: there is no undo. */
export function ShortenDialog({ keep, onConfirm, onClose }: { keep: KeepSettings; onConfirm(): void; onClose(): void }) {
  const { data, error, refetch } = useQuery(foreseenQuery(keep))
  return (
    <Dialog onClose={onClose} title={t('keeping.shorten.title')} closeButtonProps={{ 'aria-label': t('keeping.shorten.keep') }}>
      {error && <ErrorNotice title={t('keeping.shorten.failed')} error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Text size="sm">{t('keeping.shorten.reading')}</Text>}
      {data && <Going foreseen={data} />}
      <Group gap="xs" mt="md">
        <Button {...(data && !isNothing(data) && { color: 'red' })} disabled={!data} onClick={onConfirm}>
          {t(data && isNothing(data) ? 'keeping.shorten.save' : 'keeping.shorten.confirm')}
        </Button>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('keeping.shorten.keep')}
        </Button>
      </Group>
    </Dialog>
  )
}

function isNothing(foreseen: Foreseen): boolean {
  return kinds.every((kind) => foreseen[kind] === 0)
}

function Going({ foreseen }: { foreseen: Foreseen }) {
  if (isNothing(foreseen)) return <Text size="sm">{t('keeping.shorten.nothing')}</Text>
  const going = kinds.filter((kind) => foreseen[kind] > 0)
  return (
    <>
      <Text size="sm">{t('keeping.shorten.removes')}</Text>
      <List size="sm" mt={4}>
        {going.map((kind) => (
          <List.Item key={kind}>{t(`keeping.shorten.${kind}`, { count: foreseen[kind] })}</List.Item>
        ))}
      </List>
      {going.some((kind) => foreseen[kind] >= foreseen.most) && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('keeping.shorten.most', { count: foreseen.most })}
        </Text>
      )}
    </>
  )
}
