import type { Host } from '../../shared/appointment.ts'
import type { Group, Part } from '../../shared/contract/overview.ts'
import { appointmentTypes, sources } from '../../shared/words.ts'
import { hostTint, typeTint } from '../calendar/calendar-memory.ts'
import { sourceName, typeLabel } from '../ui/labels.ts'
import { sourceTints } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'

/** For recharts, whose series are named by a text. */
export function partKey(part: Part): string {
  if (part.by === 'host') return `host ${part.hostId}`
  return part.by === 'source' ? `source ${part.source}` : `type ${part.type}`
}

/** @param hosts those who are known; one that is missing is told by number */
export function partName(part: Part, hosts: readonly Host[]): string {
  if (part.by === 'source') return part.source === null ? t('overview.noSource') : sourceName(part.source)
  if (part.by === 'type') return part.type === null ? t('overview.noSource') : typeLabel(part.type)
  if (part.hostId === null) return t('calendar.noHost')
  const host = hosts.find(({ id }) => id === part.hostId)
  return host?.name ?? host?.email ?? t('calendar.hostNumber', { id: part.hostId })
}

/** Index of the tint in tints.css: the same as in the calendar. */
export function partTint(part: Part, hosts: readonly Host[]): number {
  if (part.by === 'source') return part.source === null ? 8 : sourceTints[part.source]
  if (part.by === 'type') return part.type === null ? 8 : typeTint(part.type)
  if (part.hostId === null) return 8
  return hostTint(hosts.find(({ id }) => id === part.hostId) ?? { id: part.hostId, tint: null })
}

/** In the order of the words, hosts in the office's; nobody comes last. */
export function inOrder(groups: readonly Group[], hosts: readonly Host[]): Group[] {
  const placeOf = ({ part }: Group): number => {
    const place =
      part.by === 'source'
        ? sources.findIndex((source) => source === part.source)
        : part.by === 'type'
          ? appointmentTypes.findIndex((type) => type === part.type)
          : hosts.findIndex(({ id }) => id === part.hostId)
    return place === -1 ? Number.MAX_SAFE_INTEGER : place
  }
  return groups.toSorted((one, other) => placeOf(one) - placeOf(other))
}
