import type { WriteBack } from '../../shared/appointment.ts'
import { formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

/** What became of telling a provider: `No-show told to Calendly`, `Calendly refused the no-show: 404 Not Found`. */
export function writeBackSentence({ provider: id, what, outcome, nextTryAtMs, detail }: WriteBack, office: Office): string {
  const provider = sourceName(id)
  if (outcome === null) {
    return nextTryAtMs === null
      ? t(`appointment.writeBack.${what}.sending`, { provider })
      : t(`appointment.writeBack.${what}.waiting`, { provider, when: formatTime(nextTryAtMs, office) })
  }
  if (detail !== null && (outcome === 'refused' || outcome === 'given-up'))
    return t(`appointment.writeBack.${what}.${outcome}With`, { provider, detail })
  return t(`appointment.writeBack.${what}.${outcome}`, { provider })
}
