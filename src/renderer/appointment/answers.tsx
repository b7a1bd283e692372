import { Text } from '@mantine/core'
import type { AppointmentDetails } from '../../shared/appointment.ts'
import { t } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { Section } from './section.tsx'

/** What the client wrote, and what the provider passed along. All of it is text from outside, and shown as text. */
export function Answers({ details: { answers, notes, metadata } }: { details: AppointmentDetails }) {
  const passedAlong = Object.entries(metadata).filter(([, value]) => value !== null && value !== '')
  return (
    <>
      {notes && (
        <Section title={t('appointment.notes')}>
          <Text size="sm" className={classes.asWritten} data-private>
            {notes}
          </Text>
        </Section>
      )}
      {answers.length > 0 && (
        <Section title={t('appointment.answers')}>
          <dl className={classes.answers}>
            {answers.map(({ question, answer }, index) => (
              <div key={index}>
                <dt>{question}</dt>
                <dd className={classes.asWritten} data-private>
                  {answer || '—'}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {passedAlong.length > 0 && (
        <Section title={t('appointment.passedAlong')}>
          <dl className={classes.facts}>
            {passedAlong.map(([name, value]) => (
              <Passed key={name} name={name} value={typeof value === 'string' ? value : JSON.stringify(value)} />
            ))}
          </dl>
        </Section>
      )}
    </>
  )
}

function Passed({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={classes.asWritten} data-private>
        {value}
      </dd>
    </>
  )
}
