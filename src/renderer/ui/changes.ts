import type { MessageKey } from '../../shared/messages/translator.ts'
import { appointmentStatuses, appointmentTypes } from '../../shared/words.ts'
import type { AppointmentStatus, AppointmentType } from '../../shared/words.ts'
import { formatDayTime } from './format.ts'
import type { Office } from './format.ts'
import { statusLabel, typeLabel } from './labels.ts'
import { t } from './t.tsx'

/** One member of a change, in words: `Start`, `Tue 19 Nov 10:00`, `Thu 21 Nov 14:00`. An absent side is an em dash. */
export interface ChangeLine {
  readonly label: string
  readonly before: string
  readonly after: string
  /** May name a client, or hold what one wrote. */
  readonly isPersonal: boolean
}

const nothing = '—'

const memberKeys = {
  status: 'ui.change.status',
  type: 'ui.change.type',
  title: 'ui.change.title',
  startMs: 'ui.change.startMs',
  endMs: 'ui.change.endMs',
  startAssumed: 'ui.change.startAssumed',
  timeZone: 'ui.change.timeZone',
  providerType: 'ui.change.providerType',
  providerTypeSlug: 'ui.change.providerTypeSlug',
  location: 'ui.change.location',
  hosts: 'ui.change.hosts',
  attendees: 'ui.change.attendees',
  groupId: 'ui.change.groupId',
  iCalUid: 'ui.change.iCalUid',
  calendarEventId: 'ui.change.calendarEventId',
  notes: 'ui.change.notes',
  answers: 'ui.change.answers',
  metadata: 'ui.change.metadata',
  rescheduleUrl: 'ui.change.rescheduleUrl',
  cancelUrl: 'ui.change.cancelUrl',
  cancellation: 'ui.change.cancellation',
  hostNoShow: 'ui.change.hostNoShow',
  movedFrom: 'ui.change.replaces',
  movedTo: 'ui.change.replacedBy',
  supersededBy: 'ui.change.replacedBy',
  supersedes: 'ui.change.replaces',
} satisfies Record<string, MessageKey>
const order = Object.keys(memberKeys)

/** For machines: told only where nothing else became different. */
const machineMembers = new Set([
  'providerTypeSlug',
  'groupId',
  'iCalUid',
  'calendarEventId',
  'metadata',
  'rescheduleUrl',
  'cancelUrl',
  'supersededBy',
  'supersedes',
])

/** A member that this window does not know may hold anything. */
const impersonalMembers = new Set([
  'status',
  'type',
  'startMs',
  'endMs',
  'startAssumed',
  'timeZone',
  'providerType',
  'providerTypeSlug',
  'hosts',
  'hostNoShow',
])

/** Puts the members that differ into lines, in the order in which a person asks: status, when, who, where, the rest. */
export function describeChange(before: Record<string, unknown>, after: Record<string, unknown>, office: Office): ChangeLine[] {
  const rank = (member: string): number => (order.includes(member) ? order.indexOf(member) : order.length)
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort((a, b) => rank(a) - rank(b))
  const lines = members
    .map((member) => ({
      member,
      label: memberLabel(member),
      before: valueInWords(member, before[member], office),
      after: valueInWords(member, after[member], office),
      isPersonal: !impersonalMembers.has(member),
    }))
    .filter((line) => line.before !== line.after)
  const forPeople = lines.filter((line) => !machineMembers.has(line.member))
  return (forPeople.length > 0 ? forPeople : lines).map(({ member: _member, ...line }) => line)
}

function valueInWords(member: string, value: unknown, office: Office): string {
  if (value === null || value === undefined || value === '') return nothing
  if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no')
  if (typeof value === 'number') return member.endsWith('Ms') ? formatDayTime(value, office) : String(value)
  if (typeof value === 'string') return wordFor(member, value)
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map(thingInWords).join(', ')
  return thingInWords(value)
}

function wordFor(member: string, value: string): string {
  if (member === 'status' && isOneOf(appointmentStatuses, value)) return statusLabel(value satisfies AppointmentStatus)
  if (member === 'type' && isOneOf(appointmentTypes, value)) return typeLabel(value satisfies AppointmentType)
  return value
}

/** People by name, places by their text or address, answers as question and answer; anything else as its JSON. */
function thingInWords(thing: unknown): string {
  if (typeof thing !== 'object' || thing === null) return typeof thing === 'string' ? thing : JSON.stringify(thing)
  const { name, email, externalId, text, url, question, answer, reason, by, declined, noShow, active } = thing as Record<string, unknown>
  const person = firstText(name, email, externalId)
  if (person)
    return active === false ? t('ui.change.left', { name: person }) : noShow === true ? t('ui.change.noShow', { name: person }) : person
  if (typeof question === 'string') return `${question}: ${firstText(answer) ?? nothing}`
  const place = firstText(text, url)
  if (place) return place
  if ('declined' in thing) {
    const [name, why] = [firstText(by), firstText(reason)]
    const known = `${name ? 'By' : ''}${why ? 'Because' : ''}` as const
    return t(`ui.change.${declined === true ? 'declined' : 'cancelled'}${known}`, { name: name ?? '', reason: why ?? '' })
  }
  const json = JSON.stringify(thing)
  return json === '{}' ? nothing : json
}

function memberLabel(member: string): string {
  return member in memberKeys ? t(memberKeys[member as keyof typeof memberKeys]) : spaced(member)
}

function firstText(...candidates: unknown[]): string | null {
  return candidates.find((candidate): candidate is string => typeof candidate === 'string' && candidate !== '') ?? null
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word)
}

/** `someNewMember` → `Some new member`: a member that this window does not know yet still reads as words. */
function spaced(member: string): string {
  const words = member
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
