import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import type { MarkedSlot } from '../calendar/editing.ts'
import { dayOf, wallSeconds } from '../calendar/office-days.ts'
import { nextQuarter, stepMs } from '../calendar/slots.ts'
import type { Span } from '../calendar/slots.ts'
import { assumedLengthMs, spanOf } from '../calendar/span.ts'

/**
 * The first full quarter of an hour from `startMs` on at which somebody has half an hour: the first of the hosts who is free then and at
 * work. Where nobody is free before `endMs`, the very next quarter, with nobody.
 *
 * @param cards what takes time from the hosts; more than that does no harm
 */
export function nextFreeSlot(
  hosts: readonly Pick<Host, 'id' | 'active' | 'workingHours'>[],
  cards: readonly Pick<AppointmentCard, 'hostIds' | 'startMs' | 'endMs'>[],
  { startMs, endMs }: Span,
  timeZone: string,
): MarkedSlot {
  const first = nextQuarter(startMs)
  for (let at = first; at < endMs; at += stepMs) {
    const slot = { startMs: at, endMs: at + assumedLengthMs }
    const host = hosts.find((each) => each.active && isAtWork(each, slot, timeZone) && !isBusy(each.id, slot, cards))
    if (host) return { ...slot, hostId: host.id }
  }
  return { startMs: first, endMs: first + assumedLengthMs, hostId: null }
}

function isBusy(hostId: number, slot: Span, cards: readonly Pick<AppointmentCard, 'hostIds' | 'startMs' | 'endMs'>[]): boolean {
  return cards.some((card) => {
    const taken = spanOf(card)
    return card.hostIds.includes(hostId) && taken.startMs < slot.endMs && taken.endMs > slot.startMs
  })
}

function isAtWork({ workingHours }: Pick<Host, 'workingHours'>, { startMs, endMs }: Span, timeZone: string): boolean {
  if (workingHours === null) return true
  const weekday = new Date(dayOf(startMs, timeZone)).getUTCDay()
  const from = wallSeconds(startMs, timeZone)
  const to = from + (endMs - startMs) / 1000
  return workingHours.some((hours) => hours.weekday === weekday && secondsOf(hours.from) <= from && to <= secondsOf(hours.to))
}

function secondsOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3)) * 60
}
