import { Text } from '@mantine/core'
import type { ClientStage } from '../../shared/words.ts'
import { Who } from '../gestures/subject.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { stageLabel } from '../ui/labels.ts'
import { ReasonForm } from '../ui/reason-form.tsx'
import { t, Words } from '../ui/t.tsx'
import { setStage } from './set-stage.tsx'
import type { Moved } from './set-stage.tsx'

/** A client, and where somebody wants to move them. */
export interface Asked {
  readonly moved: Moved
  readonly to: ClientStage
}

/** Asks why a client is moved by hand. Enter confirms, with a reason or without. */
export function StageDialog({ asked, onClose }: { asked: Asked | null; onClose(): void }) {
  if (asked === null) return null
  return (
    <Dialog
      onClose={onClose}
      title={<Words k="pipeline.ask.title" values={{ stage: stageLabel(asked.to) }} parts={{ who: <Who name={asked.moved.name} /> }} />}
      closeButtonProps={{ 'aria-label': t('pipeline.ask.keep') }}
      size="md"
      // Enter comes right behind the key that asks: it must not meet the card that is still beneath.
      transitionProps={{ duration: 0 }}
    >
      <Why key={`${asked.moved.id} ${asked.to}`} asked={asked} onClose={onClose} />
    </Dialog>
  )
}

const commonReasons = { lost: ['noReply', 'elsewhere', 'noFit', 'price', 'later'] } as const

function Why({ asked: { moved, to }, onClose }: { asked: Asked; onClose(): void }) {
  const common = to === 'lost' ? commonReasons.lost.map((each) => t(`pipeline.ask.lost.${each}`)) : []
  return (
    <ReasonForm
      common={common}
      commonLabel={t('pipeline.ask.reasons')}
      label={t('pipeline.ask.reason')}
      description={common.length > 0 ? t('pipeline.ask.hintDigits') : undefined}
      after={
        <Text size="sm" c="dimmed" mt={6}>
          {t(to === 'completed' || to === 'lost' ? 'pipeline.ask.hintEnd' : 'pipeline.ask.hint')}
        </Text>
      }
      confirm={t('pipeline.ask.confirm')}
      keep={t('pipeline.ask.keep')}
      onConfirm={(reason) => {
        onClose()
        void setStage(moved, to, reason)
      }}
      onKeep={onClose}
    />
  )
}
