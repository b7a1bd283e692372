import { Alert, Button, Group, Text } from '@mantine/core'
import { IconShieldX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ChainFinding } from '../../shared/contract/trust.ts'
import { openDelivery } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { openSettings } from '../settings/open-section.ts'

const kinds = ['delivery', 'setting', 'desk', 'gesture', 'link', 'replay', 'dealing'] as const

/** What was found, where first, and the ways on. */
export function Finding({ finding }: { finding: ChainFinding }) {
  const beginAnew = useMutation({
    mutationFn: () => desk.trust.beginAnew(),
    onSuccess: () => tell(t('trust.begunAnew')),
    onError: (error) => tellFailure(t('trust.beginFailed'), error),
  })
  const { what, atMs, kind, subjectId } = finding
  return (
    <Alert role="alert" color="red" icon={<IconShieldX size={18} />} title={t(`trust.found.${what}`)}>
      <Text size="sm">{placeOf(finding)}</Text>
      {atMs !== null && (
        <Text size="sm" c="dimmed">
          <Time ms={atMs} as="moment" />
        </Text>
      )}
      <Text size="sm" mt={4}>
        {t(`trust.means.${what}`)}
      </Text>
      <Group mt="xs" gap="xs">
        {kind === 'delivery' && subjectId !== null && what !== 'deleted' && (
          <Button variant="default" size="compact-sm" onClick={() => openDelivery(subjectId)}>
            {t('trust.openDelivery')}
          </Button>
        )}
        {kind === 'setting' && (
          <Button variant="default" size="compact-sm" onClick={() => openSettings('changes')}>
            {t('trust.openChanges')}
          </Button>
        )}
        <ConfirmButton
          size="compact-sm"
          label={t('trust.beginAnew')}
          question={t('trust.beginQuestion')}
          confirmLabel={t('trust.beginAnew')}
          loading={beginAnew.isPending}
          onConfirm={() => beginAnew.mutate()}
        />
      </Group>
    </Alert>
  )
}

/** Which entry it is, and what that is about. */
function placeOf({ seq, untilSeq, kind, subjectId }: ChainFinding): string {
  const known = kinds.find((each) => each === kind)
  const subject = known && subjectId !== null ? t(`trust.subject.${known}`, { id: subjectId }) : null
  if (seq === null) return subject ?? t('trust.place.none')
  if (untilSeq !== null && untilSeq !== seq) return t('trust.place.range', { from: seq, to: untilSeq })
  return subject === null ? t('trust.place.entry', { seq }) : t('trust.place.about', { seq, subject })
}
