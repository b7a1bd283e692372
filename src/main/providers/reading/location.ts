import type { Location } from '../../../shared/appointment.ts'
import { cleanLine, cleanUrl } from './text.ts'

const maxLength = 500

/** @param service the provider's name for it; without one, the link's host name says where the meeting is. */
export function videoLocation(link: string | null | undefined, service: string | null): Location {
  const url = link ? cleanUrl(link) : null
  return { kind: 'video', text: service ?? (url ? new URL(url).hostname : null), url }
}

/** What a free text says about the place: a link, a telephone number, or an address. Null: nothing. */
export function locationFromText(text: string): Location | null {
  const line = cleanLine(text, maxLength)
  if (line === null) return null
  if (/^https?:\/\//i.test(line)) return videoLocation(text, null)
  if (/^\+?[\d\s()./-]{6,30}$/.test(line)) return { kind: 'phone', text: line, url: null }
  // Another scheme (`javascript:`, `tel:`, `zoommtg:`): readable as text, never to be clicked.
  if (/^[a-z][a-z0-9+.-]*:\S/i.test(line)) return { kind: 'other', text: line, url: null }
  return { kind: 'place', text: line, url: null }
}
