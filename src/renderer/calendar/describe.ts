import type { AppointmentCard } from '../../shared/appointment.ts'
import { formatDay, formatInstant, formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { originLabel, sourceName, statusLabel, typeLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { clocksDiffer, dayOf, isAmbiguous, offsetText } from './office-days.ts'
import { shortConsultationMinutes, spanOf } from './span.ts'

type Times = Pick<AppointmentCard, 'startMs' | 'endMs'>

/** `14:00–14:30`, `14:00` where the end is not known, `02:30 UTC+2–02:30 UTC+1` where the clocks show an hour twice. */
export function timesText(times: Times, office: Office): string {
  const { startMs, endMs, endKnown } = spanOf(times)
  const ambiguous = isAmbiguous(startMs, office.timeZone) || (endKnown && isAmbiguous(endMs, office.timeZone))
  const clock = (ms: number): string =>
    ambiguous ? `${formatTime(ms, office)} ${offsetText(ms, office.timeZone)}` : formatTime(ms, office)
  return endKnown ? `${clock(startMs)}–${clock(endMs)}` : clock(startMs)
}

/** `30 min`, `1 h 15 min` */
export function lengthText(times: Times): string {
  const { startMs, endMs } = spanOf(times)
  const total = Math.round((endMs - startMs) / 60_000)
  const [hours, minutes] = [Math.floor(total / 60), total % 60]
  if (hours === 0) return t('calendar.card.mins', { minutes })
  return minutes === 0 ? t('calendar.card.hours', { hours }) : t('calendar.card.hoursMins', { hours, minutes })
}

/** The same times on the client's clock, with their day where it is another one: `08:00–08:30, New York`; null where the clocks agree. */
export function clientTimesText(card: Times & Pick<AppointmentCard, 'timeZone'>, office: Office): string | null {
  if (card.timeZone === null || !clocksDiffer(card.startMs, office.timeZone, card.timeZone)) return null
  const clientOffice = { ...office, timeZone: card.timeZone }
  const otherDay = dayOf(card.startMs, card.timeZone) !== dayOf(card.startMs, office.timeZone)
  const day = otherDay ? `${formatDay(card.startMs, clientOffice, card.startMs)} ` : ''
  return `${day}${timesText(card, clientOffice)}, ${placeOf(card.timeZone)}`
}

/** `America/New_York` → `New York` */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}

export function clientName(card: Pick<AppointmentCard, 'clientLabel' | 'title'>): string {
  return card.clientLabel ?? card.title ?? t('calendar.card.unknownClient')
}

/** The kind of appointment in the provider's words, else in ours. */
export function kindOf(card: Pick<AppointmentCard, 'providerType' | 'type'>): string {
  if (card.providerType === null) return typeLabel(card.type)
  return isIdentifier(card.providerType) ? spaced(card.providerType) : card.providerType
}

/** `initial_consultation`: words for a machine, which some providers send as the name. */
function isIdentifier(words: string): boolean {
  return /^[a-z0-9]+([_-][a-z0-9]+)*$/.test(words)
}

function spaced(identifier: string): string {
  const words = identifier.replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Why a time is not as sure as it looks, in words; empty for most. */
export function doubts(card: AppointmentCard): string[] {
  return [card.startAssumed ? t('calendar.card.timeAssumed') : '', spanOf(card).endKnown ? '' : t('calendar.card.endUnknown')].filter(
    Boolean,
  )
}

/** Everything a card says, as one sentence: `14:00–14:30 Jane Doe, Strategy session with Anna, Calendly, scheduled`. */
export function accessibleName(card: AppointmentCard, office: Office): string {
  const minutes = shortConsultationMinutes(card)
  const clientTimes = clientTimesText(card, office)
  return [
    `${timesText(card, office)} ${clientName(card)}`,
    card.hostLabel ? t('calendar.card.with', { kind: kindOf(card), host: card.hostLabel }) : kindOf(card),
    sourceName(card.source),
    statusInWords(card),
    minutes === null ? '' : t('calendar.card.minutes', { count: minutes }),
    clientTimes ? t('calendar.card.clientTime', { times: clientTimes }) : '',
    ...doubts(card),
    card.disagrees ? t('calendar.card.disagrees') : '',
    card.seenIn > 1 ? t('calendar.card.seenIn', { count: card.seenIn }) : '',
    card.sourcesDiffer ? t('calendar.card.sourcesDiffer') : '',
    card.origin === 'real' ? '' : originLabel(card.origin).toLowerCase(),
  ]
    .filter(Boolean)
    .join(', ')
}

/** The tooltip: everything, line by line. */
export function tooltipLines(card: AppointmentCard, office: Office): string[] {
  const { endKnown } = spanOf(card)
  const clientTimes = clientTimesText(card, office)
  const when = `${formatDay(card.startMs, office)}, ${timesText(card, office)}`
  const kind =
    card.providerType === null ? kindOf(card) : t('calendar.card.kindAndType', { kind: kindOf(card), type: typeLabel(card.type) })
  const place = card.locationKind === null ? '' : t(`calendar.card.place.${card.locationKind}`)
  const movedBefore = card.rescheduled && card.status !== 'superseded' ? t('calendar.card.movedBefore') : ''
  return [
    endKnown ? when : t('calendar.card.endUnknownLine', { when }),
    card.startAssumed ? t('calendar.card.timeAssumedLine') : '',
    clientTimes ? t('calendar.card.clientTimeLine', { times: clientTimes }) : '',
    card.hostLabel ? t('calendar.card.with', { kind, host: card.hostLabel }) : t('calendar.card.noHost', { kind }),
    [place, card.attendeeCount > 1 ? t('calendar.card.attendees', { count: card.attendeeCount }) : ''].filter(Boolean).join(' · '),
    [sourceName(card.source), statusInWords(card), movedBefore].filter(Boolean).join(' · '),
    card.disagrees ? t('calendar.card.disagreesLine') : '',
    sourcesLine(card),
    card.origin === 'real' ? '' : t('calendar.card.notCounted', { origin: originLabel(card.origin) }),
    formatInstant(card.startMs, office),
  ].filter(Boolean)
}

function sourcesLine({ seenIn, sourcesDiffer }: AppointmentCard): string {
  if (sourcesDiffer) return t('calendar.card.sourcesDifferLine', { count: seenIn })
  return seenIn > 1 ? t('calendar.card.seenInLine', { count: seenIn }) : ''
}

/** On a card a replaced appointment is one that moved. */
export function statusInWords(card: Pick<AppointmentCard, 'status'>): string {
  return card.status === 'superseded' ? t('calendar.card.movedInWords') : statusLabel(card.status).toLowerCase()
}
