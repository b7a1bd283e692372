import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { shellRefusals } from './shell.ts'

/** What somebody did to the log, as far as it looks. */
export const tamperings = [
  'edited',
  'deleted',
  'inserted',
  'reordered',
  /** The newest entries are missing. */
  'cut',
  /** The whole file is an older copy of itself. */
  'rolled-back',
  /** Entries fit one another, and not the anchor: they were all written anew. */
  'rewritten',
  /** Entries that fit were added while the desk was closed, or by another program. */
  'added',
  'anchor-missing',
  /** It is another store's, or was sealed with another key. */
  'anchor-foreign',
  'anchor-changed',
] as const
export type Tampering = (typeof tamperings)[number]

/** The first entry that is not as it was written. */
export const chainFindingSchema = z.strictObject({
  what: z.enum(tamperings),
  /** Its number in the chain; null: there is no entry, or it is the anchor. */
  seq: z.number().int().nullable(),
  /** Where more than one is meant, the last of them. */
  untilSeq: z.number().int().nullable(),
  /** What the entry is about: `delivery`, `setting`, `desk` …; null: not known. */
  kind: z.string().nullable(),
  subjectId: z.number().int().nullable(),
  atMs: instantSchema.nullable(),
})
export type ChainFinding = z.infer<typeof chainFindingSchema>

export const verificationSchema = z.strictObject({
  atMs: instantSchema,
  /** Entries that were looked at. */
  entries: z.number().int(),
  finding: chainFindingSchema.nullable(),
})
export type ChainVerification = z.infer<typeof verificationSchema>

export const trustSchema = z.strictObject({
  head: z.strictObject({ seq: z.number().int(), hash: z.string(), atMs: instantSchema }),
  /** Since when the chain tells of everything. */
  begunAtMs: instantSchema.nullable(),
  anchor: z.strictObject({
    /** `no-place`: secrets are kept in memory only; `locked`: the vault waits; `held`: until what was found is dealt with. */
    state: z.enum(['kept', 'no-place', 'locked', 'held']),
    seq: z.number().int().nullable(),
    atMs: instantSchema.nullable(),
  }),
  /** Found without asking: at start, or while entries were written. Stands until somebody has dealt with it. */
  standing: chainFindingSchema.nullable(),
  /** The last verification of all entries; null: none yet. */
  verified: verificationSchema.nullable(),
})
export type Trust = z.infer<typeof trustSchema>

const progressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), done: z.number().int(), of: z.number().int() }),
  z.strictObject({ kind: z.literal('done'), result: verificationSchema }),
])
export type VerifyProgress = z.infer<typeof progressSchema>

/** What an anchor that was taken elsewhere says of the log as it is now. */
export const anchorVerdicts = [
  /** All that was there then is there now, as it was. */
  'fits',
  'differs',
  /** The log ends before it. */
  'missing',
  /** It tells of entries that a restored backup replaced. */
  'replaced',
  'other-store',
  'other-key',
  'changed',
  'not-an-anchor',
] as const
export const anchorCheckSchema = z.strictObject({
  fileName: z.string(),
  verdict: z.enum(anchorVerdicts),
  seq: z.number().int().nullable(),
  atMs: instantSchema.nullable(),
})
export type AnchorCheck = z.infer<typeof anchorCheckSchema>

export const settingChangeSchema = z.strictObject({
  id: z.number().int(),
  atMs: instantSchema,
  /** Who was at the desk; `provisioning`: the file that was given at start. */
  actor: z.string(),
  /** Of a setting, or such as `secret calendly`, `token cal-com`, `scheme healthcare`. */
  name: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})
export type SettingChange = z.infer<typeof settingChangeSchema>

const refusals = { FAILED: { data: z.strictObject({ reason: z.enum(shellRefusals) }) }, VAULT: {} }

export const trust = {
  get: oc.output(trustSchema),
  /** Its caller ends it by closing the iterator. */
  verify: oc.output(eventIterator(progressSchema)),
  /** Writes a signed anchor of this moment into the folder of downloads. */
  exportAnchor: oc.output(z.strictObject({ path: z.string(), fileName: z.string() })).errors(refusals),
  /** Null: no file was chosen. */
  checkAnchor: oc.output(anchorCheckSchema.nullable()).errors(refusals),
  /** What was found is known and dealt with: the chain begins anew, and says so. */
  beginAnew: oc.output(z.strictObject({ ok: z.literal(true) })).errors({ NOTHING: {} }),
  /** Newest first. `about`: only names that begin or end with it, such as a provider's. */
  changes: oc
    .input(
      z.strictObject({
        search: z.string().trim().max(200),
        about: z.string().max(100).nullable(),
        cursor: z.number().int().nullable(),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .output(z.strictObject({ rows: z.array(settingChangeSchema), nextCursor: z.number().int().nullable() })),
}
