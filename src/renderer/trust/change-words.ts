import { providerIds } from '../../shared/words.ts'
import { formatMoment, type Office } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

const settings = [
  'bindAddress',
  'port',
  'timeZone',
  'firstDayOfWeek',
  'typeRules',
  'clinicTimestamp',
  'language',
  'staffName',
  'privacy',
  'currency',
  'typeValues',
  'notices',
  'publicAddress',
  'tunnel',
  'tunnelDomain',
  'trustedProxies',
  'tls',
  'writeBack',
  'staysInBackground',
  'guards',
  'proxyChanges',
  'keep',
  'backup',
  'secretReminderDays',
  'debug',
  'bookingPage',
  'guide',
  'otherDesks',
  'vault',
  'log',
  'setup key',
  'backup passphrase',
  'desk person',
  'desk role',
  'desk invitation',
  'desk session',
  'desk sign-in',
  'desk passkey',
] as const
/** The longer ones first: they are told apart by how a name begins. */
const ofProviders = [
  'api key',
  'subscription',
  'feed address',
  'feed',
  'secret',
  'token',
  'scheme',
  'older header',
  'api',
  'client secret',
  'client',
  'account',
] as const

/** As the desk notes who has written a list into a file. */
const exportedLists = ['log', 'appointments', 'clients', 'team', 'pipeline', 'changes', 'appointment'] as const

/** What was changed. @param name a setting's, or such as `secret calendly` */
export function changeName(name: string): string {
  const setting = settings.find((each) => each === name)
  if (setting) return t(`trust.setting.${setting}`)
  const exported = exportedLists.find((list) => name === `export ${list}`)
  if (exported) return t(`fileExports.noted.${exported}`)
  const kind = ofProviders.find((each) => name.startsWith(`${each} `))
  if (kind === undefined) return name
  const subject = name.slice(kind.length + 1)
  const provider = providerIds.find((id) => subject === id || subject.startsWith(`${id} `))
  return t(`trust.ofProvider.${kind}`, { provider: provider ? sourceName(provider) : subject })
}

const members = [
  'lastFour',
  'setAtMs',
  'untilMs',
  'secret.lastFour',
  'secret.setAtMs',
  'previousSecret.lastFour',
  'previousSecret.untilMs',
] as const

/** What differs of it, where that has a name; of settings the member, as provisioning files write it. */
export function memberName(path: string): string {
  const member = members.find((each) => each === path)
  return member ? t(`trust.member.${member.replace('.', '-') as Dashed<typeof member>}`) : path
}
type Dashed<Name extends string> = Name extends `${infer Head}.${infer Tail}` ? `${Head}-${Tail}` : Name

export interface Difference {
  /** Of the member, such as `allowList`; empty: the whole. */
  readonly path: string
  readonly was: unknown
  readonly is: unknown
}

/** The members that differ, of whatever has members; else the whole. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [was, is] = [membersOf(before), membersOf(after)]
  if ((was === null && is === null) || (path === '' && (isPlain(before) || isPlain(after)))) return [{ path, was: before, is: after }]
  if (was === null && before !== null && before !== undefined) return [{ path, was: before, is: after }]
  if (is === null && after !== null && after !== undefined) return [{ path, was: before, is: after }]
  const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
  return names.flatMap((name) => differences(was?.[name] ?? null, is?.[name] ?? null, path === '' ? name : `${path}.${name}`))
}

function membersOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}

function isPlain(value: unknown): boolean {
  return value !== null && typeof value !== 'object'
}

const longest = 200

/** A value as it can be read: instants as times, lists and objects as JSON, shortened. */
export function valueText(path: string, value: unknown, { office, nowMs }: { readonly office: Office; readonly nowMs: number }): string {
  if (value === null || value === undefined || value === '') return t('trust.changes.nothing')
  if (typeof value === 'boolean') return t(value ? 'trust.changes.on' : 'trust.changes.off')
  if (typeof value === 'number') return path.endsWith('Ms') ? formatMoment(value, office, nowMs) : String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
