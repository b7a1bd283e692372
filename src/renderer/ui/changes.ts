import { appointmentStatuses, appointmentTypes } from '../../shared/words.ts'
import type { AppointmentStatus, AppointmentType } from '../../shared/words.ts'
import { formatDayTime } from './format.ts'
import type { Office } from './format.ts'
import { statusLabels, typeLabels } from './labels.ts'

/** One member of a change, in words: `Start`, `Tue 19 Nov 10:00`, `Thu 21 Nov 14:00`. An absent side is an em dash. */
export interface ChangeLine {
  readonly label: string
  readonly before: string
  readonly after: string
}

const nothing = '—'

const memberLabels: Record<string, string> = {
  status: 'Status',
  type: 'Type',
  title: 'Title',
  startMs: 'Start',
  endMs: 'End',
  startAssumed: 'Start is assumed',
  timeZone: "Client's time zone",
  providerType: 'Event type',
  providerTypeSlug: 'Event type slug',
  location: 'Place',
  hosts: 'Host',
  attendees: 'Attendees',
  groupId: 'Group',
  iCalUid: 'Calendar UID',
  notes: 'Notes',
  answers: 'Answers',
  metadata: 'Passed along',
  rescheduleUrl: 'Reschedule link',
  cancelUrl: 'Cancel link',
  cancellation: 'Cancellation',
  hostNoShow: 'Host did not show up',
  movedFrom: 'Replaces',
  movedTo: 'Replaced by',
  supersededBy: 'Replaced by',
  supersedes: 'Replaces',
}

/** For machines: told only where nothing else became different. */
const machineMembers = new Set(['providerTypeSlug', 'groupId', 'iCalUid', 'metadata', 'rescheduleUrl', 'cancelUrl'])

/** Puts the members that differ into lines, in the order in which a person asks: status, when, who, where, the rest. */
export function describeChange(before: Record<string, unknown>, after: Record<string, unknown>, office: Office): ChangeLine[] {
  const order = Object.keys(memberLabels)
  const rank = (member: string): number => (order.includes(member) ? order.indexOf(member) : order.length)
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort((a, b) => rank(a) - rank(b))
  const lines = members
    .map((member) => ({
      member,
      label: memberLabels[member] ?? spaced(member),
      before: valueInWords(member, before[member], office),
      after: valueInWords(member, after[member], office),
    }))
    .filter((line) => line.before !== line.after)
  const forPeople = lines.filter((line) => !machineMembers.has(line.member))
  return (forPeople.length > 0 ? forPeople : lines).map(({ label, before, after }) => ({ label, before, after }))
}

function valueInWords(member: string, value: unknown, office: Office): string {
  if (value === null || value === undefined || value === '') return nothing
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return member.endsWith('Ms') ? formatDayTime(value, office) : String(value)
  if (typeof value === 'string') return wordFor(member, value)
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map(thingInWords).join(', ')
  return thingInWords(value)
}

function wordFor(member: string, value: string): string {
  if (member === 'status' && isOneOf(appointmentStatuses, value)) return statusLabels[value satisfies AppointmentStatus]
  if (member === 'type' && isOneOf(appointmentTypes, value)) return typeLabels[value satisfies AppointmentType]
  return value
}

/** People by name, places by their text or address, answers as question and answer; anything else as its JSON. */
function thingInWords(thing: unknown): string {
  if (typeof thing !== 'object' || thing === null) return typeof thing === 'string' ? thing : JSON.stringify(thing)
  const { name, email, externalId, text, url, question, answer, reason, by, declined, noShow, active } = thing as Record<string, unknown>
  const person = firstText(name, email, externalId)
  if (person) return active === false ? `${person} (left)` : noShow === true ? `${person} (no-show)` : person
  if (typeof question === 'string') return `${question}: ${firstText(answer) ?? nothing}`
  const place = firstText(text, url)
  if (place) return place
  if ('declined' in thing) {
    const who = firstText(by)
    const why = firstText(reason)
    return [declined === true ? 'declined' : 'cancelled', who && `by ${who}`, why && `“${why}”`].filter(Boolean).join(' ')
  }
  const json = JSON.stringify(thing)
  return json === '{}' ? nothing : json
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
