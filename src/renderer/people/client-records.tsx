import type { Client, ClientRecord } from '../../shared/contract/clients.ts'
import { useOffice } from '../app/office.ts'
import { formatDay } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

/** What each provider says of them by itself, with its own ids. */
export function ClientRecords({ client: { records } }: { client: Client }) {
  return (
    <PeopleSection title={t('clients.records.title')}>
      {records.map((record, index) => (
        <Record key={record.id} record={record} isMerged={index > 0} />
      ))}
    </PeopleSection>
  )
}

function Record({ record, isMerged }: { record: ClientRecord; isMerged: boolean }) {
  const office = useOffice()
  const { said, given, externalId, source, knownAtMs, sources, appointments, notes } = record
  const set = [given.name, given.email, given.phone].filter((part) => part !== null)
  return (
    <div className={classes.record}>
      <p>
        <b>
          {sources.length === 0 ? t('clients.records.nothing') : t('clients.records.one', { sources: sources.map(sourceName).join(', ') })}
        </b>
        <span className={classes.quiet}>
          {t('clients.records.known', { when: formatDay(knownAtMs, office) })} ·{' '}
          {t('clients.records.appointments', { count: appointments })}
        </span>
      </p>
      <p data-private className={classes.breakable}>
        {[said.name, said.email, said.phone].filter((part) => part !== null).join(' · ') || '—'}
      </p>
      {externalId !== null && source !== null && (
        <p>
          <span className={classes.quiet}>{t('clients.records.id', { source: sourceName(source) })}</span>{' '}
          <code data-private>{externalId}</code>
        </p>
      )}
      {set.length > 0 && (
        <p>
          <span className={classes.quiet}>{t('clients.records.given')}</span> <span data-private>{set.join(' · ')}</span>
        </p>
      )}
      {/* Those of the client themselves stand in their own part. */}
      {isMerged && notes !== '' && (
        <p>
          <span className={classes.quiet}>{t('clients.notes.title')}</span>{' '}
          <span data-private className={classes.asWritten}>
            {notes}
          </span>
        </p>
      )}
    </div>
  )
}
