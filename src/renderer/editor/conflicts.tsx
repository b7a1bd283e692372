import { useQuery } from '@tanstack/react-query'
import type { Host } from '../../shared/appointment.ts'
import type { SlotCheck } from '../../shared/contract/gestures.ts'
import { hostsQuery } from '../app/queries.ts'
import { useOffice } from '../app/office.ts'
import { clientName, timesText } from '../calendar/describe.ts'
import { hostName } from '../calendar/team-columns.ts'
import { sourceName } from '../ui/labels.ts'
import { formatDay } from '../ui/format.ts'
import { t, Words } from '../ui/t.tsx'
import classes from './editor.module.css'

/** True when something stands in the way at this time. */
export function isConflict({ overlaps, outsideWorkingHours }: SlotCheck): boolean {
  return outsideWorkingHours || overlaps.length > 0
}

/** What stands in the way of each occurrence, one line each; nothing where nothing does. `withDays`: there are several, so each tells its day. */
export function Conflicts({ checks, hostId, withDays }: { checks: readonly SlotCheck[]; hostId: number | null; withDays: boolean }) {
  const office = useOffice()
  const { data: hosts = [] } = useQuery(hostsQuery)
  const host = hosts.find(({ id }) => id === hostId)
  return (
    <ul className={classes.conflicts}>
      {checks.filter(isConflict).map((check) => (
        <li key={check.startMs}>
          {withDays && <strong>{formatDay(check.startMs, office)}</strong>}
          <Lines check={check} host={host} />
        </li>
      ))}
    </ul>
  )
}

function Lines({ check, host }: { check: SlotCheck; host: Host | undefined }) {
  const office = useOffice()
  return (
    <>
      {check.overlaps.map((card) => (
        <span key={card.id}>
          <Words
            k="editor.overlaps"
            values={{ times: timesText(card, office), source: sourceName(card.source) }}
            parts={{ who: <span data-private>{clientName(card)}</span> }}
          />
        </span>
      ))}
      {check.outsideWorkingHours && <span>{host ? t('editor.outsideHoursOf', { host: hostName(host) }) : t('editor.outsideHours')}</span>}
    </>
  )
}
