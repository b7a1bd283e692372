import { parseUrl } from './parse-url.ts'

/** Hosts where video meetings are held, with everything below them. Links there open without a question. */
const meetingHosts = [
  'zoom.us',
  'zoom.com',
  'meet.google.com',
  'teams.microsoft.com',
  'teams.live.com',
  'webex.com',
  'whereby.com',
  'gotomeeting.com',
  'meet.goto.com',
  'bluejeans.com',
  'chime.aws',
  'meet.jit.si',
  'app.cal.com',
  'app.daily.co',
  'daily.co',
  'around.co',
]

/** Where the window itself sends an admin: for a token, and for the office's OAuth client. Nothing below them. */
const adminHosts = ['calendly.com', 'console.cloud.google.com']

export type LinkDecision = { readonly kind: 'open' } | { readonly kind: 'ask'; readonly hostname: string } | { readonly kind: 'refuse' }

/** Only https leaves the app. A link with a user name in it is refused: it is there to look like another host. */
export function judgeLink(url: string): LinkDecision {
  const parsed = parseUrl(url)
  if (parsed === null || parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return { kind: 'refuse' }
  const { hostname } = parsed
  const known = adminHosts.includes(hostname) || meetingHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  return known && parsed.port === '' ? { kind: 'open' } : { kind: 'ask', hostname: parsed.host }
}

/** What the desk itself may have opened, such as a provider's page to sign in: https, and by http what a stand-in on this machine shows. */
export function mayOpenForDesk(url: string): boolean {
  const parsed = parseUrl(url)
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false
  if (parsed.protocol === 'https:') return true
  return parsed.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)
}
