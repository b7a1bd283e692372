import type { Location } from '../../../shared/appointment.ts'
import { locationFromText, videoLocation } from '../reading/location.ts'
import { isPlainObject } from '../reading/pass-along.ts'
import { cleanLine, cleanUrl } from '../reading/text.ts'
import type { Booking } from './schema.ts'

const integration = 'integrations:'

/** Cal.com's labels of its integrations, by the name that people know. Others are shown as they are. */
const services: Readonly<Record<string, string>> = {
  daily: 'Cal Video',
  'google:meet': 'Google Meet',
  zoom: 'Zoom',
  office365_video: 'Microsoft Teams',
  webex_video: 'Webex',
  jitsi: 'Jitsi',
}

/** The same services by where their links lead: the API tells the link only. */
const servicesByHost: readonly (readonly [RegExp, string])[] = [
  [/^app\.cal\.com$/, 'Cal Video'],
  [/^meet\.google\.com$/, 'Google Meet'],
  [/(^|\.)zoom\.us$/, 'Zoom'],
  [/^teams\.(microsoft|live)\.com$/, 'Microsoft Teams'],
  [/(^|\.)webex\.com$/, 'Webex'],
  [/^meet\.jit\.si$/, 'Jitsi'],
]

/**
 * Where the meeting is. The link stands in `metadata.videoCallUrl`, else in `videoCallData.url`, else `location` is one; otherwise
 * `location` is a label of an integration, a place or a telephone number.
 * Source: cal.com/docs/developing/guides/automation/webhooks.
 *
 * @returns undefined: nothing was said.
 */
export function readCalComLocation({ location, metadata, videoCallData }: Booking): Location | null | undefined {
  const service = location?.startsWith(integration) ? nameOfService(location.slice(integration.length)) : null
  const offered = [isPlainObject(metadata) ? metadata['videoCallUrl'] : null, videoCallData?.url, location]
  const link = offered.find((candidate) => typeof candidate === 'string' && cleanUrl(candidate) !== null)
  if (typeof link === 'string') return videoLocation(link, service ?? nameByHost(link))
  if (service !== null) return videoLocation(null, service)
  if (location === undefined) return undefined
  return location ? locationFromText(location) : null
}

function nameOfService(label: string): string | null {
  return Object.hasOwn(services, label) ? (services[label] ?? null) : cleanLine(label, 100)
}

function nameByHost(link: string): string | null {
  const { hostname } = new URL(link)
  return servicesByHost.find(([pattern]) => pattern.test(hostname))?.[1] ?? null
}
