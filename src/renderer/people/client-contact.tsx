import { IconClock, IconMail, IconPhone } from '@tabler/icons-react'
import type { Client } from '../../shared/contract/clients.ts'
import { useOffice } from '../app/office.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatDay } from '../ui/format.ts'
import { stageLabel } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

/** How they are reached, and where they stand. */
export function ClientContact({ client }: { client: Client }) {
  const { contact, timeZone } = client
  return (
    <PeopleSection title={t('clients.edit.title')}>
      <ul className={classes.contact}>
        <li>
          <IconPhone size={16} aria-hidden />
          {contact.phone === null ? <span className={classes.quiet}>{t('clients.one.noPhone')}</span> : <Copied text={contact.phone} />}
        </li>
        <li>
          <IconMail size={16} aria-hidden />
          {contact.email === null ? <span className={classes.quiet}>{t('clients.one.noEmail')}</span> : <Copied text={contact.email} />}
        </li>
        {timeZone !== null && (
          <li>
            <IconClock size={16} aria-hidden />
            {t('clients.one.zone', { zone: timeZone })}
          </li>
        )}
      </ul>
      <Stage client={client} />
    </PeopleSection>
  )
}

function Copied({ text }: { text: string }) {
  return (
    <>
      <span data-private className={classes.breakable}>
        {text}
      </span>
      <CopyButton value={text} label={t('clients.one.copy')} />
    </>
  )
}

function Stage({ client: { stage } }: { client: Client }) {
  const office = useOffice()
  const { name, sinceMs, by, reason } = stage
  return (
    <p className={classes.stage}>
      <b>{t('clients.one.since', { stage: stageLabel(name), when: formatDay(sinceMs, office) })}</b>
      {by !== null && (
        <span className={classes.quiet}>
          {reason === null ? (
            t('clients.one.setBy', { actor: by })
          ) : (
            <Words k="clients.one.setByWhy" values={{ actor: by }} parts={{ reason: <span data-private>{reason}</span> }} />
          )}
        </span>
      )}
    </p>
  )
}
