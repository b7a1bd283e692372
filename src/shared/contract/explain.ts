import { oc } from '@orpc/contract'
import { z } from 'zod'
import { bodyChanges, checkStates, secretSpellings, signatureForms } from '../explain-words.ts'
import { choosableSchemes, providerIds, schemeIds, signingProviderIds } from '../words.ts'

const state = z.enum(checkStates)
const bytes = z.number().int()
const instant = z.number().int()

/** One thing that is looked at, with what is compared. */
const checkSchema = z.discriminatedUnion('check', [
  z.strictObject({ check: z.literal('endpoint'), state, path: z.string() }),
  /** `ranges`: how many may post; 0: there is no list. */
  z.strictObject({ check: z.literal('address'), state, address: z.string().nullable(), ranges: z.number().int() }),
  z.strictObject({ check: z.literal('content'), state, contentType: z.string().nullable(), bytes, most: bytes }),
  /** `others`: headers that look like a signature, under other names. */
  z.strictObject({ check: z.literal('header-present'), state, headers: z.array(z.string()), others: z.array(z.string()) }),
  z.strictObject({ check: z.literal('header-read'), state, scheme: z.enum(schemeIds).nullable() }),
  /** Sender's clock minus ours. `tolerance`: null: the scheme carries no time. */
  z.strictObject({ check: z.literal('clock'), state, skewSeconds: z.number().nullable(), tolerance: z.number().int().nullable() }),
  /** The first characters, in the scheme's spelling; expected with today's secret. */
  z.strictObject({ check: z.literal('digest'), state, expected: z.string().nullable(), received: z.string().nullable() }),
  z.strictObject({ check: z.literal('body'), state }),
  z.strictObject({ check: z.literal('fields'), state, wrong: z.number().int(), first: z.string().nullable() }),
])
export type Check = z.infer<typeof checkSchema>

/** A secret that is known here: never more of it than its last four characters. */
const knownSecretSchema = z.strictObject({
  provider: z.enum(signingProviderIds),
  age: z.enum(['current', 'previous', 'retired']),
  lastFour: z.string(),
  /** When another one took its place; null: it is the current one. */
  replacedAtMs: instant.nullable(),
})
export type KnownSecretFacts = z.infer<typeof knownSecretSchema>

/** Why it was refused: a code with what is needed to say it. */
const findingSchema = z.discriminatedUnion('code', [
  /** It was refused then; today it would be accepted. */
  z.strictObject({ code: z.literal('fits-now') }),
  z.strictObject({ code: z.literal('address'), address: z.string().nullable() }),
  z.strictObject({ code: z.literal('content-type'), contentType: z.string().nullable() }),
  z.strictObject({ code: z.literal('too-large'), bytes, most: bytes }),
  z.strictObject({ code: z.literal('too-many') }),
  z.strictObject({ code: z.literal('locked') }),
  z.strictObject({ code: z.literal('no-secret') }),
  /** None is set, and it fits one that was. */
  z.strictObject({ code: z.literal('removed-secret'), secret: knownSecretSchema }),
  /** Cal.com sends a text of its own where no secret is set. */
  z.strictObject({ code: z.literal('not-signed'), isNoSecretText: z.boolean() }),
  z.strictObject({ code: z.literal('header-repeated'), header: z.string(), isSame: z.boolean() }),
  /** `algorithm`: of another length than HMAC-SHA256 gives; `cut`: the beginning of one; `empty`; `other`. */
  z.strictObject({ code: z.literal('unreadable'), header: z.string(), because: z.enum(['algorithm', 'cut', 'empty', 'other']) }),
  z.strictObject({ code: z.literal('time-unreadable') }),
  z.strictObject({
    code: z.literal('clock'),
    skewSeconds: z.number(),
    toleranceSeconds: z.number().int(),
    /** Whether the signature fits apart from that; null: not to be told. */
    fits: z.boolean().nullable(),
  }),
  z.strictObject({ code: z.literal('older-secret'), secret: knownSecretSchema }),
  z.strictObject({ code: z.literal('other-secret'), secret: knownSecretSchema }),
  /** Sent to the wrong endpoint. `fits`: it is signed as that provider's are. */
  z.strictObject({ code: z.literal('other-provider'), provider: z.enum(signingProviderIds), fits: z.boolean() }),
  z.strictObject({ code: z.literal('misspelt-secret'), spelling: z.enum(secretSpellings), secret: knownSecretSchema }),
  z.strictObject({ code: z.literal('other-scheme'), scheme: z.enum(schemeIds) }),
  z.strictObject({ code: z.literal('other-form'), form: z.enum(signatureForms), header: z.string() }),
  z.strictObject({ code: z.literal('body-changed'), change: z.enum(bodyChanges) }),
  /** The signature is one of an empty body. */
  z.strictObject({ code: z.literal('body-left-out') }),
  /** Nothing fits. How many secrets and spellings of the body were tried; `isAll`: false: it is too large to try them all. */
  z.strictObject({ code: z.literal('unknown-secret'), secrets: z.number().int(), bodies: z.number().int(), isAll: z.boolean() }),
  z.strictObject({ code: z.literal('not-kept') }),
  z.strictObject({ code: z.literal('not-json') }),
  z.strictObject({ code: z.literal('wrong-fields'), wrong: z.number().int(), first: z.string().nullable() }),
  z.strictObject({ code: z.literal('other-body') }),
])
export type Finding = z.infer<typeof findingSchema>

/** What `deliveries.mend` can do; each is offered only where it mends. */
export const mendings = [
  'accept-older-secret',
  'restore-secret',
  'use-other-secret',
  'take-spelling',
  'choose-scheme',
  'accept-older-header',
  'widen-clock',
  'undo-change',
  'allow-address',
  'raise-size',
] as const
export type Mending = (typeof mendings)[number]

const remedySchema = z.discriminatedUnion('remedy', [
  z.strictObject({
    remedy: z.literal('accept-older-secret'),
    lastFour: z.string(),
    hours: z.number().int(),
    /** Of the secret in its overlap that then counts no more. */
    displaces: z.string().nullable(),
  }),
  z.strictObject({ remedy: z.literal('restore-secret'), lastFour: z.string() }),
  z.strictObject({ remedy: z.literal('use-other-secret'), provider: z.enum(signingProviderIds), lastFour: z.string() }),
  /** `hours`: null: for good. */
  z.strictObject({ remedy: z.literal('take-spelling'), hours: z.number().int().nullable(), displaces: z.string().nullable() }),
  z.strictObject({ remedy: z.literal('choose-scheme'), scheme: z.enum(choosableSchemes) }),
  z.strictObject({ remedy: z.literal('accept-older-header') }),
  z.strictObject({ remedy: z.literal('widen-clock'), seconds: z.number().int() }),
  z.strictObject({ remedy: z.literal('undo-change'), change: z.enum(bodyChanges) }),
  z.strictObject({ remedy: z.literal('allow-address'), address: z.string() }),
  z.strictObject({ remedy: z.literal('raise-size'), bytes }),
  /* What the window does by itself. */
  z.strictObject({ remedy: z.literal('paste-secret') }),
  z.strictObject({ remedy: z.literal('unlock') }),
  z.strictObject({ remedy: z.literal('check-clock') }),
  z.strictObject({ remedy: z.literal('copy-endpoint'), provider: z.enum(signingProviderIds) }),
  /** Words for whoever sends, to copy. */
  z.strictObject({ remedy: z.literal('tell-sender') }),
])
export type Remedy = z.infer<typeof remedySchema>

export const explanationSchema = z.strictObject({
  deliveryId: z.number().int(),
  provider: z.enum(providerIds),
  /** True: the scheme is an API key, so that nothing was signed. */
  isKey: z.boolean(),
  checks: z.array(checkSchema),
  /** Null: it was not refused. */
  finding: findingSchema.nullable(),
  remedies: z.array(remedySchema),
  /** Checked again with today's secrets and settings, and the clock of when it came. Null: it was authentic, or that cannot be said. */
  wouldBeAuthentic: z.boolean().nullable(),
})
export type Explanation = z.infer<typeof explanationSchema>

const idInput = z.strictObject({ id: z.number().int() })

export const explaining = {
  /** The checks in their order, why it was refused and what mends that. Computed from the kept bytes; changes nothing. */
  explain: oc.input(idInput).output(explanationSchema).errors({ NOT_FOUND: {} }),
  /** Does one of the remedies that are offered for this delivery. `NOT_OFFERED`: something changed since it was offered. */
  mend: oc
    .input(idInput.extend({ remedy: z.enum(mendings) }))
    .output(explanationSchema)
    .errors({ NOT_FOUND: {}, NOT_OFFERED: {}, VAULT: {} }),
  /** Forgets the replaced secrets that are kept for explaining. */
  forgetRetired: oc.input(z.strictObject({ provider: z.enum(signingProviderIds) })).output(z.strictObject({ ok: z.literal(true) })),
  /** How much is kept of what was refused, and how much may be. */
  refusedUsage: oc.output(
    z.strictObject({
      /** Of the provider that has most. */
      deliveries: z.number().int(),
      deliveriesMost: z.number().int(),
      /** Of all bodies together. */
      bytes,
      bytesMost: bytes,
    }),
  ),
}
