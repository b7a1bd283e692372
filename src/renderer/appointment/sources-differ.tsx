import { Text } from '@mantine/core'
import type { Appointment } from '../../shared/appointment.ts'
import { useOffice } from '../app/office.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { differenceSentences } from './source-words.ts'
import classes from './sources.module.css'

/** What other sources say of the same appointment, where it is not the same. */
export function SourcesDifferNotice({ appointment }: { appointment: Appointment }) {
  const office = useOffice()
  const sentences = appointment.otherSources.flatMap((other) => differenceSentences(appointment.details, other, office))
  if (sentences.length === 0) return null
  return (
    <section className={classes.notice} aria-label={t('appointment.sources.differ')}>
      {[...new Set(sentences)].map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {appointment.source === 'manual'
          ? t('appointment.sources.shownAsDesk')
          : t('appointment.sources.shownAs', { source: sourceName(appointment.source) })}
      </Text>
    </section>
  )
}
