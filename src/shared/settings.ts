import { z } from 'zod'
import { normaliseRange } from './address-range.ts'
import { clockToleranceBounds, guardBounds, reminderBounds } from './guard-bounds.ts'
import { languages } from './messages/translator.ts'
import { isTimeZone } from './time-zone.ts'
import { bodyChanges } from './explain-words.ts'
import { appointmentTypes, choosableSchemes, providerIds, signingProviderIds } from './words.ts'

const timeZoneSchema = z.string().refine(isTimeZone, { error: 'not an IANA time zone, such as Europe/Berlin' })

/** Secrets shorter than this verify nothing: they can be guessed. API keys of the brief are 16 characters and more. */
export const minimumSecretLength = 16
export const signingSecretSchema = z
  .string()
  .min(minimumSecretLength, `a signing secret has at least ${minimumSecretLength} characters`)
  .max(512)
  .refine((secret) => secret.trim() === secret, { error: 'a signing secret has no blanks around it' })

/** Maps the provider's own words to one of our types; the first rule that fits wins. */
export const typeRuleSchema = z.strictObject({
  /** Null: any provider. */
  provider: z.enum(providerIds).nullable(),
  /** What is looked at: the event type's name, its slug, or either. */
  field: z.enum(['name', 'slug', 'either']),
  match: z.enum(['equals', 'contains', 'always']),
  /** Compared without regard to case; not looked at by `always`. */
  pattern: z.string().max(200),
  type: z.enum(appointmentTypes),
})
export type TypeRule = z.infer<typeof typeRuleSchema>

export const defaultTypeRules: TypeRule[] = [
  { provider: 'healthcare', field: 'either', match: 'always', pattern: '', type: 'visit' },
  { provider: null, field: 'either', match: 'contains', pattern: 'consult', type: 'consultation' },
  { provider: null, field: 'either', match: 'contains', pattern: 'interview', type: 'interview' },
  { provider: null, field: 'either', match: 'contains', pattern: 'strategy', type: 'strategy_session' },
]

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 20:00')

/** Which changes are told by a native notification. */
export const noticeSettingsSchema = z.strictObject({
  booked: z.boolean(),
  cancelled: z.boolean(),
  rescheduled: z.boolean(),
  /** On the office's clock; may reach over midnight. The bell's list goes on. Null: none. */
  quietHours: z.strictObject({ from: clockSchema, to: clockSchema }).nullable(),
})

export const publicAddressSchema = z
  .string()
  .regex(/^https?:\/\/[^/?#@\s]+$/, 'an address without a path, such as https://desk.example.com')

const addressOrRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

/** As it is kept, whichever way it was written. */
const rangeSchema = z
  .string()
  .max(64)
  .transform((text, context) => {
    const range = normaliseRange(text)
    if (range === null) context.addIssue('an address or a range, such as 203.0.113.7 or 203.0.113.0/24')
    return range ?? z.NEVER
  })

const bounded = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().int().min(min).max(max)

/** What the receiver takes, and from whom. Each of them is explained where it is set. */
export const guardSettingsShape = z.strictObject({
  /** Who may post: addresses or ranges. Empty: everyone, as far as the signature fits. */
  allowList: z.array(rangeSchema).max(200),
  /** Names by which the receiver may be called, in the `Host` header. Empty: any. */
  hosts: z.array(z.hostname('a host name, such as desk.example.com').toLowerCase()).max(50),
  /** Refused deliveries of one provider that are judged and logged one by one; further ones get 429. */
  failuresPerSecond: bounded(guardBounds.failuresPerSecond),
  failuresPerMinute: bounded(guardBounds.failuresPerMinute),
  /** Authentic deliveries of one provider; further ones get 429 and come again. */
  authenticPerSecond: bounded(guardBounds.authenticPerSecond),
  authenticPerMinute: bounded(guardBounds.authenticPerMinute),
  /** Bytes. */
  bodyBytes: bounded(guardBounds.bodyBytes),
  headerBytes: bounded(guardBounds.headerBytes),
  /** How deep a body may nest. */
  nesting: bounded(guardBounds.nesting),
  /** Seconds for a request's head, and for all of it. */
  headersSeconds: bounded(guardBounds.headersSeconds),
  requestSeconds: bounded(guardBounds.requestSeconds),
  /** Open at the same time. */
  connections: bounded(guardBounds.connections),
  /** Seconds by which a sender's clock may differ, both ways, where its scheme signs one. Absent: as the scheme says. */
  clockTolerance: z.partialRecord(z.enum(signingProviderIds), bounded(clockToleranceBounds)),
})
export const guardSettingsSchema = guardSettingsShape.refine(({ headersSeconds, requestSeconds }) => headersSeconds <= requestSeconds, {
  error: 'the whole request takes at least as long as its head',
  path: ['requestSeconds'],
})
export type GuardSettings = z.infer<typeof guardSettingsSchema>

/** For how long what is kept, and how much of what was refused. */
export const keepSettingsSchema = z.strictObject({
  /** Days. The rows of the log, appointments with what hangs on them, and the deliveries' headers and bodies. */
  deliveriesDays: z.number().int().min(30).max(36_500),
  appointmentsDays: z.number().int().min(30).max(36_500),
  bodiesDays: z.number().int().min(1).max(36_500),
  /** Of each provider's refused deliveries, the youngest. */
  refusedCount: z.number().int().min(50).max(50_000),
  /** Of all refused bodies together, in MiB, the youngest. */
  refusedMegabytes: z.number().int().min(1).max(10_000),
})
export type KeepSettings = z.infer<typeof keepSettingsSchema>

export const backupSettingsSchema = z.strictObject({
  /** Null: only by hand and before an update. */
  everyHours: z.number().int().min(1).max(720).nullable(),
  /** How many are kept, the youngest. */
  keep: z.number().int().min(1).max(365),
  /** Null: beside the database. */
  folder: z.string().min(1).max(4096).nullable(),
})
export type BackupSettings = z.infer<typeof backupSettingsSchema>

const webAddress = z.url({ protocol: /^https?$/, error: 'a web address, such as https://www.example.com' }).max(2000)
/** Bytes of a logo, as the text of its data address. */
export const mostLogoLength = 200_000

/** The page to which a provider sends whoever has booked. Null: as the catalogue words it. */
export const bookingPageSettingsSchema = z.strictObject({
  enabled: z.boolean(),
  /** Whose page it is. */
  officeName: z.string().trim().min(1).max(200).nullable(),
  heading: z.string().trim().min(1).max(200).nullable(),
  /** Below the appointment: what to bring, where to park. Plain text. */
  note: z.string().trim().min(1).max(2000).nullable(),
  /** Null: none. */
  logo: z
    .string()
    .max(mostLogoLength, 'a smaller picture')
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/, 'a PNG, JPEG or WebP picture')
    .nullable(),
  /** Where the page leads back to. */
  returnUrl: webAddress.nullable(),
  returnLabel: z.string().trim().min(1).max(100).nullable(),
})
export type BookingPageSettings = z.infer<typeof bookingPageSettingsSchema>

/** What the guide for developers says that only the office knows. */
export const guideSettingsSchema = z.strictObject({
  /** Who helps: an e-mail address, a number, a web address. */
  supportContact: z.string().trim().min(1).max(500).nullable(),
  /** What changed for whoever posts or reads here; plain text, newest first. */
  changeLog: z.string().trim().min(1).max(20_000).nullable(),
})
export type GuideSettings = z.infer<typeof guideSettingsSchema>

export const settingsSchema = z.strictObject({
  /** Loopback unless the admin says otherwise: a tunnel or a proxy on this machine reaches it there. */
  bindAddress: z.union([z.ipv4(), z.ipv6()]),
  port: z.number().int().min(1).max(65535),
  /** The office's own zone, in which the calendar is drawn. */
  timeZone: timeZoneSchema,
  /** Sunday is 0; null: as the locale says. */
  firstDayOfWeek: z.number().int().min(0).max(6).nullable(),
  typeRules: z.array(typeRuleSchema).max(200),
  /**
   * The clinic's contract calls `timestamp` the moment of the event, its examples use it as the appointment's start.
   * `start`: taken as the start for scheduled and rescheduled, and shown as an assumption. `event`: appointments of the clinic have no start.
   */
  clinicTimestamp: z.enum(['start', 'event']),
  /** Null: the system's, where it is complete, else English. */
  language: z.enum(languages).nullable(),
  /** Who works at this desk, for the history of what they do; null: the name of the system's user. */
  staffName: z.string().trim().min(1).max(100).nullable(),
  /** True: names and contact data are blurred in the window and left out of notifications and print. */
  privacy: z.boolean(),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR'),
  /** What one appointment of a type is worth, in the currency's smallest unit; absent: it is not counted as revenue. */
  typeValues: z.partialRecord(z.enum(appointmentTypes), z.number().int().min(0).max(100_000_000)),
  notices: noticeSettingsSchema,
  /** Under which providers reach us, without a path: the office's own tunnel, proxy or name. Null: none, or the built-in tunnel's. */
  publicAddress: publicAddressSchema.nullable(),
  tunnel: z.enum(['none', 'ngrok']),
  /** A domain that the office has reserved for its tunnel; null: the tunnel's choice. */
  tunnelDomain: z.hostname('a host name, such as desk.example.com').nullable(),
  /** Addresses or ranges of proxies whose forwarded headers are believed. */
  trustedProxies: z.array(addressOrRange).max(20),
  /** Paths of a certificate chain and its key in PEM: the receiver then speaks TLS itself. */
  tls: z.strictObject({ certificateFile: z.string().min(1), keyFile: z.string().min(1) }).nullable(),
  /** A no-show that is marked here is told to the provider, once it can no longer be taken back. */
  writeBack: z.partialRecord(z.enum(['calendly', 'cal-com']), z.boolean()),
  /** True: closing the last window leaves the receiver running in the background. */
  staysInBackground: z.boolean(),
  /** What a proxy on the way does to the bodies of a provider: it is undone before the signature is checked, and what was signed is read. */
  proxyChanges: z.partialRecord(z.enum(signingProviderIds), z.enum(bodyChanges)),
  guards: guardSettingsSchema,
  keep: keepSettingsSchema,
  backup: backupSettingsSchema,
  /** A signing secret older than this many days is an alert; null: never. */
  secretReminderDays: bounded(reminderBounds).nullable(),
  /** More of what happens is shown in the window. Never in a file. */
  debug: z.boolean(),
  bookingPage: bookingPageSettingsSchema,
  guide: guideSettingsSchema,
  /** True: the console is served to browsers of the office under `/desk`, to whoever was invited and signs in. */
  otherDesks: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>
export const settingsPatchSchema = settingsSchema.partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export function defaultSettings(): Settings {
  return {
    bindAddress: '127.0.0.1',
    port: 7420,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    firstDayOfWeek: null,
    typeRules: defaultTypeRules,
    clinicTimestamp: 'start',
    language: null,
    staffName: null,
    privacy: false,
    currency: 'EUR',
    typeValues: {},
    notices: { booked: true, cancelled: true, rescheduled: true, quietHours: null },
    publicAddress: null,
    tunnel: 'none',
    tunnelDomain: null,
    trustedProxies: [],
    tls: null,
    writeBack: {},
    staysInBackground: true,
    proxyChanges: {},
    guards: {
      allowList: [],
      hosts: [],
      failuresPerSecond: guardBounds.failuresPerSecond.usual,
      failuresPerMinute: guardBounds.failuresPerMinute.usual,
      authenticPerSecond: guardBounds.authenticPerSecond.usual,
      authenticPerMinute: guardBounds.authenticPerMinute.usual,
      bodyBytes: guardBounds.bodyBytes.usual,
      headerBytes: guardBounds.headerBytes.usual,
      nesting: guardBounds.nesting.usual,
      headersSeconds: guardBounds.headersSeconds.usual,
      requestSeconds: guardBounds.requestSeconds.usual,
      connections: guardBounds.connections.usual,
      clockTolerance: {},
    },
    keep: { deliveriesDays: 2_192, appointmentsDays: 2_192, bodiesDays: 400, refusedCount: 500, refusedMegabytes: 20 },
    backup: { everyHours: 24, keep: 7, folder: null },
    secretReminderDays: reminderBounds.usual,
    debug: false,
    bookingPage: { enabled: true, officeName: null, heading: null, note: null, logo: null, returnUrl: null, returnLabel: null },
    guide: { supportContact: null, changeLog: null },
    otherDesks: false,
  }
}

const previousSecretSchema = z.strictObject({
  secret: signingSecretSchema,
  /** Until when it still counts: ISO 8601 with zone. */
  until: z.iso.datetime({ offset: true }),
})
const secretsShape = { signingSecret: signingSecretSchema.optional(), previousSecret: previousSecretSchema.optional() }
const choosable = z.strictObject({ ...secretsShape, scheme: z.enum(choosableSchemes).optional() })
/** Lets the desk ask the provider. It is tried when it is first used. */
const apiToken = z.string().trim().min(8, 'an API token has at least 8 characters').max(4096).optional()

/** `--provision FILE`: applied at start, before the receiver listens. Strict throughout: an unknown key is an error that names it. */
export const provisionSchema = z.strictObject({
  settings: settingsPatchSchema.optional(),
  providers: z
    .strictObject({
      /** `olderHeader`: also accept `X-Calendly-Signature`, which only some older integrations send. */
      calendly: z.strictObject({ ...secretsShape, apiToken, olderHeader: z.boolean().optional() }).optional(),
      'cal-com': z.strictObject({ ...secretsShape, apiToken }).optional(),
      'smart-scheduler': choosable.extend({ apiToken, apiUrl: z.url({ protocol: /^https?$/ }).optional() }).optional(),
      healthcare: choosable.optional(),
    })
    .optional(),
})
export type Provision = z.infer<typeof provisionSchema>
