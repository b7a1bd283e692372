import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Client } from '../../shared/contract/clients.ts'
import { openDelivery } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { formatDayTime } from '../ui/format.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

/** What the client wrote, and what providers passed along unread. All of it is text from outside, and shown as text. */
export function ClientPassed({ client: { passedAlong, leads }, onAppointment }: { client: Client; onAppointment(id: number): void }) {
  const answers = passedAlong.filter(({ kind }) => kind === 'answer')
  const metadata = passedAlong.filter(({ kind }) => kind === 'metadata')
  return (
    <>
      {leads.length > 0 && <Forms leads={leads} />}
      {answers.length > 0 && <Pairs title={t('clients.passed.answers')} pairs={answers} onAppointment={onAppointment} />}
      {metadata.length > 0 && <Pairs title={t('clients.passed.metadata')} pairs={metadata} onAppointment={onAppointment} />}
    </>
  )
}

function Pairs({ title, pairs, onAppointment }: { title: string; pairs: Client['passedAlong']; onAppointment(id: number): void }) {
  return (
    <PeopleSection title={title}>
      <dl className={classes.pairs}>
        {pairs.map(({ name, value, source, appointmentId }) => (
          <Pair key={`${name} ${value}`} name={name} value={value}>
            <SourceMark source={source} iconOnly />
            <Anchor component="button" size="sm" onClick={() => onAppointment(appointmentId)}>
              {t('clients.passed.open')}
            </Anchor>
          </Pair>
        ))}
      </dl>
    </PeopleSection>
  )
}

function Pair({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <div className={classes.pairLine}>
      <dt>{name}</dt>
      <dd>
        <span data-private className={classes.asWritten}>
          {value}
        </span>
        {children && <span className={classes.pairSource}>{children}</span>}
      </dd>
    </div>
  )
}

function Forms({ leads }: { leads: Client['leads'] }) {
  const office = useOffice()
  return (
    <PeopleSection title={t('clients.passed.forms')}>
      {leads.map(({ id, source, atMs, deliveryId, answers, metadata }) => (
        <div key={id} className={classes.formSent}>
          <p className={classes.formHead}>
            <SourceMark source={source} /> {formatDayTime(atMs, office)}
            {deliveryId !== null && (
              <Anchor component="button" size="sm" onClick={() => openDelivery(deliveryId)}>
                {t('clients.passed.delivery')}
              </Anchor>
            )}
          </p>
          <dl className={classes.pairs}>
            {answers.map(({ question, answer }, index) => (
              <Pair key={index} name={question} value={answer} />
            ))}
            {Object.entries(metadata)
              .filter(([, value]) => value !== null && value !== '')
              .map(([name, value]) => (
                <Pair key={name} name={name} value={typeof value === 'string' ? value : JSON.stringify(value)} />
              ))}
          </dl>
        </div>
      ))}
    </PeopleSection>
  )
}
