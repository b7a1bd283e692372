import type { Appointment } from '../../shared/appointment.ts'
import { typeLabel } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import classes from './appointment.module.css'
import { safeLink } from './safe-link.ts'
import { Section } from './section.tsx'

/** What it is: our type, the provider's own words, and where it came from. */
export function Kind({ appointment: { type, source, externalId, details } }: { appointment: Appointment }) {
  const { title, providerType, providerTypeSlug } = details
  return (
    <Section title="What">
      <dl className={classes.facts}>
        <dt>Type</dt>
        <dd>{typeLabel(type)}</dd>
        {providerType && (
          <>
            <dt>In their words</dt>
            <dd>
              {providerType}
              {providerTypeSlug && <span className={classes.quiet}> ({providerTypeSlug})</span>}
            </dd>
          </>
        )}
        {title && title !== providerType && (
          <>
            <dt>Title</dt>
            <dd>{title}</dd>
          </>
        )}
        <dt>Source</dt>
        <dd>
          <SourceMark source={source} />
        </dd>
        <dt>Its id there</dt>
        <dd className={classes.mono}>{externalId}</dd>
        <ClientLink label="Reschedule" address={details.rescheduleUrl} />
        <ClientLink label="Cancel" address={details.cancelUrl} />
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
          Page at {link.hostName}
        </a>
      </dd>
    </>
  )
}
