import type { Location } from '../../../shared/appointment.ts'
import { locationFromText, videoLocation } from '../reading/location.ts'
import { cleanLine } from '../reading/text.ts'

interface CalendlyLocation {
  readonly type?: string | null | undefined
  readonly location?: string | null | undefined
  readonly join_url?: string | null | undefined
}

/** Calendly's types of location that are a video service, by the name that people know. */
const services: Readonly<Record<string, string>> = {
  google_conference: 'Google Meet',
  zoom: 'Zoom',
  zoom_conference: 'Zoom',
  microsoft_teams_conference: 'Microsoft Teams',
  gotomeeting: 'GoTo Meeting',
  gotomeeting_conference: 'GoTo Meeting',
  webex_conference: 'Webex',
}

/** Null: Calendly says that there is none, or says nothing that can be shown. */
export function readCalendlyLocation({ type, location, join_url: joinUrl }: CalendlyLocation): Location | null {
  const service = type && Object.hasOwn(services, type) ? services[type] : undefined
  if (service || joinUrl) return videoLocation(joinUrl, service ?? null)
  const text = location ? cleanLine(location, 500) : null
  if (type === 'physical') return text === null ? null : { kind: 'place', text, url: null }
  if (type === 'outbound_call' || type === 'inbound_call') return { kind: 'phone', text, url: null }
  return location ? locationFromText(location) : null
}
