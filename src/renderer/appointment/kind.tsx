import type { Appointment } from '../../shared/appointment.ts'
import { typeLabel } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { safeLink } from './safe-link.ts'
import { Section } from './section.tsx'

/** What it is: our type, the provider's own words, and where it came from. */
export function Kind({ appointment: { type, source, externalId, details } }: { appointment: Appointment }) {
  const { title, providerType, providerTypeSlug } = details
  return (
    <Section title={t('appointment.what.title')}>
      <dl className={classes.facts}>
        <dt>{t('appointment.what.type')}</dt>
        <dd>{typeLabel(type)}</dd>
        {providerType && (
          <>
            <dt>{t('appointment.what.theirWords')}</dt>
            <dd>
              {providerType}
              {providerTypeSlug && providerTypeSlug !== providerType && <span className={classes.quiet}> ({providerTypeSlug})</span>}
            </dd>
          </>
        )}
        {title && title !== providerType && (
          <>
            <dt>{t('appointment.what.name')}</dt>
            <dd data-private>{title}</dd>
          </>
        )}
        <dt>{t('appointment.what.source')}</dt>
        <dd>
          <SourceMark source={source} />
        </dd>
        <dt>{t('appointment.what.id')}</dt>
        <dd className={classes.mono}>{externalId}</dd>
        <ClientLink label={t('appointment.what.reschedule')} address={details.rescheduleUrl} />
        <ClientLink label={t('appointment.what.cancel')} address={details.cancelUrl} />
      </dl>
    </Section>
  )
}

/** The client's own links, for passing on. */
function ClientLink({ label, address }: { label: string; address: string | null }) {
  const link = safeLink(address)
  if (!link) return null
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <a href={link.href} target="_blank" rel="noreferrer">
          {t('appointment.what.pageAt', { place: link.hostName })}
        </a>
      </dd>
    </>
  )
}
