import type { OtherSource } from '../../shared/appointment.ts'
import type { Source } from '../../shared/words.ts'
import { timesText } from '../calendar/describe.ts'
import { formatDay, formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { sourceName, statusLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

type Times = Pick<OtherSource, 'startMs' | 'endMs'>

/** `Thu 21 Nov, 14:00–14:30` */
export function timeOf({ startMs, endMs }: Times, office: Office): string {
  if (startMs === null) return t('appointment.sources.withoutTime')
  return `${formatDay(startMs, office)}, ${timesText({ startMs, endMs }, office)}`
}

/** Who says something, at the head of a sentence. */
export function tellerName(source: Source): string {
  return source === 'manual' ? t('appointment.sources.ownEntry') : sourceName(source)
}

/** What a source says differently of the one that leads, a sentence each: `Google Calendar says 15:00–15:30.`; the day only where it is another one. */
export function differenceSentences(leader: Times, { source: id, status, differs, ...times }: OtherSource, office: Office): string[] {
  const source = tellerName(id)
  const { startMs, endMs } = times
  const sentences: string[] = []
  if (differs.includes('status')) sentences.push(t('appointment.sources.saysStatus', { source, status: statusLabel(status) }))
  if (differs.includes('start') && startMs !== null) {
    const isSameDay = leader.startMs !== null && formatDay(leader.startMs, office) === formatDay(startMs, office)
    sentences.push(
      t('appointment.sources.saysTime', { source, when: isSameDay ? timesText({ startMs, endMs }, office) : timeOf(times, office) }),
    )
  } else if (differs.includes('end') && endMs !== null) {
    sentences.push(t('appointment.sources.saysEnd', { source, time: formatTime(endMs, office) }))
  }
  return sentences
}
