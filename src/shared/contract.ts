import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { access } from './contract/access.ts'
import { subscriptions } from './contract/subscriptions.ts'
import { away } from './contract/away.ts'
import { backups } from './contract/backups.ts'
import { clients } from './contract/clients.ts'
import { connections } from './contract/connections.ts'
import { desks } from './contract/desks.ts'
import { explaining } from './contract/explain.ts'
import { team } from './contract/team.ts'
import { fileExports } from './contract/exports.ts'
import { feeds } from './contract/feeds.ts'
import { filters } from './contract/filters.ts'
import { find } from './contract/find.ts'
import { gestures } from './contract/gestures.ts'
import { google } from './contract/google.ts'
import { guards } from './contract/guards.ts'
import { health } from './contract/health.ts'
import { imports } from './contract/imports.ts'
import { keeping } from './contract/keeping.ts'
import { links } from './contract/links.ts'
import { notices } from './contract/notices.ts'
import { shell } from './contract/shell.ts'
import { overview } from './contract/overview.ts'
import { rest } from './contract/rest.ts'
import { replays } from './contract/replays.ts'
import { pipeline } from './contract/pipeline.ts'
import { booking } from './contract/booking.ts'
import { guide } from './contract/guide.ts'
import { reach } from './contract/reach.ts'
import { trust } from './contract/trust.ts'
import { appointmentCardSchema, appointmentFilterSchema, appointmentSchema, hostSchema, instantSchema } from './appointment.ts'
import { deliveryFilterSchema, deliveryPageSchema, deliverySchema } from './delivery.ts'
import { settingsPatchSchema, settingsSchema, signingSecretSchema } from './settings.ts'
import { choosableSchemes, providerIds, rejectReasons, schemeIds, signingProviderIds, storeTroubles, topics, verdicts } from './words.ts'

/** What the status line tells. */
export const deskStatusSchema = z.strictObject({
  version: z.string(),
  /** Stand-ins on this machine speak for the providers: `npm start -- --sandbox`. */
  isSandbox: z.boolean(),
  /**
   * Set: the database could not be opened (damaged, no database, written by a newer version). The file was left as it is, nothing is
   * received, every other call is refused with `STORE_CLOSED`. `message` is a sentence for a person and says what to do.
   */
  storeProblem: z.strictObject({ message: z.string(), file: z.string() }).nullable(),
  /** Set: nothing can be written to the database now, and deliveries are answered 503; tried again every second, `damaged` excepted. */
  storeTrouble: z.enum(storeTroubles).nullable(),
  receiver: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('listening'), address: z.string(), port: z.number().int() }),
    z.strictObject({ state: z.literal('port-taken'), address: z.string(), port: z.number().int() }),
    /** `message` is a sentence for a person. `because`: what it is about, where that is not the address or the port. */
    z.strictObject({
      state: z.literal('failed'),
      address: z.string(),
      port: z.number().int(),
      message: z.string(),
      because: z.enum(['certificate']).optional(),
    }),
    z.strictObject({ state: z.literal('starting') }),
  ]),
  vault: z.strictObject({
    /**
     * `choose`: the system has no keyring and nothing was chosen yet; `locked`: waits for the passphrase; `changed`: the secrets
     * were kept by another keyring than the one that is here now, so that the endpoints are closed until it is back or the secrets are set anew.
     */
    state: z.enum(['ready', 'choose', 'locked', 'changed']),
    /** `keyring:<backend>`, `passphrase`, `memory`, `environment key`; null while `choose`. While `changed`: the one that is missing. */
    backend: z.string().nullable(),
    /** True: there is no place to keep a secret until `vault.choose` was called; while `choose`, and while `changed` without a keyring. */
    mustChoose: z.boolean(),
  }),
  lastDelivery: z
    .strictObject({ id: z.number().int(), provider: z.enum(providerIds), receivedAtMs: instantSchema, verdict: z.enum(verdicts) })
    .nullable(),
  /** Quarantined and failed deliveries that are neither tests nor samples. */
  toLookAt: z.number().int(),
  /** True until a secret, a token or an account is set, or a delivery came: the window then shows Providers first. */
  firstStart: z.boolean(),
  sampleCount: z.number().int(),
  testCount: z.number().int(),
})
export type DeskStatus = z.infer<typeof deskStatusSchema>

export const providerCardSchema = z.strictObject({
  id: z.enum(signingProviderIds),
  name: z.string(),
  /** Where the provider posts, on this machine. */
  url: z.string(),
  otherPaths: z.array(z.string()),
  scheme: z.enum(schemeIds),
  choosable: z.boolean(),
  /** Calendly only: whether `X-Calendly-Signature` is accepted too; null for the others. */
  olderHeader: z.boolean().nullable(),
  secret: z.strictObject({ lastFour: z.string(), setAtMs: instantSchema }).nullable(),
  previousSecret: z
    .strictObject({
      lastFour: z.string(),
      untilMs: instantSchema,
      /** It can count no longer than until then: 72 hours after it was replaced. */
      latestUntilMs: instantSchema,
      lastUsedAtMs: instantSchema.nullable(),
      /** Deliveries that were signed with it, within the last hour. */
      usedLastHour: z.number().int(),
    })
    .nullable(),
  /** Why the endpoint takes nothing; null: it is open. */
  closedBecause: z.enum(['no-secret', 'printed-secret', 'vault']).nullable(),
  lastDelivery: z
    .strictObject({
      id: z.number().int(),
      receivedAtMs: instantSchema,
      verdict: z.enum(verdicts),
      reason: z.enum(rejectReasons).nullable(),
    })
    .nullable(),
  lastAcceptedAtMs: instantSchema.nullable(),
  /** Refusals within the last 24 hours, and the sentence of the newest one. */
  refusedLately: z.strictObject({ count: z.number().int(), sentence: z.string().nullable(), deliveryId: z.number().int().nullable() }),
  /** What the test button can send, in the provider's words. */
  testEvents: z.array(z.string()),
})
export type ProviderCard = z.infer<typeof providerCardSchema>

const providerInput = z.strictObject({ provider: z.enum(signingProviderIds) })
const idInput = z.strictObject({ id: z.number().int() })
export const done = z.strictObject({ ok: z.literal(true) })

export const testResultSchema = z.strictObject({
  httpStatus: z.number().int(),
  answer: z.string(),
  deliveryId: z.number().int().nullable(),
  durationMs: z.number(),
})
export type TestResult = z.infer<typeof testResultSchema>

/** `seq` grows by one per announcement: a gap or a smaller number means "refetch everything". */
export const announcementSchema = z.strictObject({
  seq: z.number().int(),
  topics: z.array(z.enum(topics)),
  /** Appointments that this commit made known, for the mark of the new. */
  newAppointmentIds: z.array(z.number().int()),
})
export type Announcement = z.infer<typeof announcementSchema>

/** Every call of the window. A procedure without a schema does not compile; secrets go in by `setSecret` and never come out. */
export const contract = {
  desk: {
    status: oc.output(deskStatusSchema),
    announcements: oc.output(eventIterator(announcementSchema)),
  },
  appointments: {
    /** At most 5,000, by start. */
    list: oc.input(appointmentFilterSchema).output(z.array(appointmentCardSchema)),
    get: oc.input(idInput).output(appointmentSchema).errors({ NOT_FOUND: {} }),
    ...gestures,
    ...links,
  },
  find,
  exports: fileExports,
  feeds,
  filters,
  pipeline,
  hosts: { list: oc.output(z.array(hostSchema)) },
  clients,
  team,
  deliveries: {
    list: oc
      .input(z.strictObject({ filter: deliveryFilterSchema, cursor: z.number().int().nullable(), limit: z.number().int().min(1).max(500) }))
      .output(deliveryPageSchema),
    get: oc.input(idInput).output(deliverySchema).errors({ NOT_FOUND: {} }),
    ...replays,
    ...explaining,
  },
  overview,
  providers: {
    list: oc.output(z.array(providerCardSchema)),
    setSecret: oc
      .input(
        z.strictObject({
          provider: z.enum(signingProviderIds),
          secret: signingSecretSchema,
          /** How long the secret that it replaces still counts; 0: not at all. */
          overlapHours: z.number().min(0).max(72),
        }),
      )
      .output(done)
      /** `PRINTED`: the secret stands in a public guide. `VAULT`: there is no place to keep it yet. */
      .errors({ PRINTED: {}, VAULT: {}, INVALID: { data: z.strictObject({ message: z.string() }) } }),
    removeSecret: oc.input(providerInput).output(done),
    removePreviousSecret: oc.input(providerInput).output(done),
    /** Lets the previous secret count longer, until at most 72 hours after it was replaced. */
    prolongPreviousSecret: oc
      .input(z.strictObject({ provider: z.enum(signingProviderIds), hours: z.number().min(1).max(72) }))
      .output(z.strictObject({ untilMs: instantSchema }))
      /** `GONE`: there is none any more. `LATE`: it counts as long as it may already. */
      .errors({ GONE: {}, LATE: {} }),
    setScheme: oc.input(z.strictObject({ provider: z.enum(signingProviderIds), scheme: z.enum(choosableSchemes) })).output(done),
    setOlderHeader: oc.input(z.strictObject({ accepted: z.boolean() })).output(done),
    sendTest: oc
      .input(z.strictObject({ provider: z.enum(signingProviderIds), event: z.string() }))
      .output(testResultSchema)
      .errors({ CLOSED: {}, NOT_RECEIVING: {} }),
  },
  samples: {
    /** Posts the 60 deliveries of the sample day over HTTP; settles when the last one was answered. */
    run: oc.output(z.strictObject({ sent: z.number().int(), accepted: z.number().int() })).errors({ NOT_RECEIVING: {} }),
    /** Removes every delivery, appointment, client and host that only a sample or a test made. */
    remove: oc
      .input(z.strictObject({ origin: z.enum(['sample', 'test']) }))
      .output(z.strictObject({ deliveries: z.number().int(), appointments: z.number().int() })),
    /** Removes one test delivery and what it made. */
    removeDelivery: oc.input(idInput).output(done).errors({ NOT_FOUND: {} }),
  },
  access,
  rest,
  subscriptions,
  notices,
  google,
  connections,
  desks,
  away,
  health,
  guards,
  imports,
  keeping,
  booking,
  guide,
  reach,
  backups,
  shell,
  settings: {
    get: oc.output(settingsSchema),
    update: oc.input(settingsPatchSchema).output(settingsSchema),
  },
  receiver: {
    /** Tries the configured address again, for example after the other program gave the port up. */
    restart: oc.output(done),
    /** A port near the configured one that is free now. */
    suggestPort: oc.output(z.strictObject({ port: z.number().int() })),
  },
  trust,
  vault: {
    choose: oc
      .input(
        z.discriminatedUnion('mode', [
          z.strictObject({ mode: z.literal('passphrase'), passphrase: z.string().min(8).max(200) }),
          z.strictObject({ mode: z.literal('memory') }),
        ]),
      )
      .output(done),
    unlock: oc
      .input(z.strictObject({ passphrase: z.string().max(200) }))
      .output(done)
      .errors({ WRONG: {} }),
  },
}
export type Contract = typeof contract
