import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import {
  dateOrders,
  importChunkBytes,
  importEncodings,
  importFields,
  importFormats,
  importKinds,
  importSeparators,
  importStates,
  largestImportBytes,
  rowProblems,
  rowRemarks,
  unreadableFiles,
} from '../import-words.ts'
import { isTimeZone } from '../time-zone.ts'
import { appointmentStatuses, appointmentTypes, clientStages } from '../words.ts'

/** A file as it was understood, before anybody said what its columns mean. */
export const importFileSchema = z.strictObject({
  draftId: z.string(),
  fileName: z.string(),
  format: z.enum(importFormats),
  /** Rows below the header, or occurrences of events. */
  rows: z.number().int(),
  /** Of a table; null: a calendar. */
  table: z
    .strictObject({
      encoding: z.enum(importEncodings),
      separator: z.enum(importSeparators),
      hasHeader: z.boolean(),
      /** The first row is among the samples where it is no header. */
      columns: z.array(z.strictObject({ header: z.string(), samples: z.array(z.string()) })),
    })
    .nullable(),
  /** What the file seems to hold, for a person to change. */
  guess: z.strictObject({ kind: z.enum(importKinds), columns: z.record(z.enum(importKinds), z.array(z.enum(importFields).nullable())) }),
})
export type ImportFile = z.infer<typeof importFileSchema>

/** What is to be made of the rows. */
export const importPlanSchema = z.strictObject({
  kind: z.enum(importKinds),
  hasHeader: z.boolean(),
  /** One for each column; null: it is not taken. */
  columns: z.array(z.enum(importFields).nullable()).max(200),
  /** Null: as the dates themselves show; where they do not, the preview asks. */
  dateOrder: z.enum(dateOrders).nullable(),
  /** Of times that have none of their own. */
  timeZone: z.string().refine(isTimeZone, { error: 'not an IANA time zone, such as Europe/Berlin' }),
  /** Where neither an end nor a duration is told. */
  minutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  /** Null: by the column, or by the office's rules. */
  type: z.enum(appointmentTypes).nullable(),
  /** By what the file calls them; who is not listed is taken as the preview says. */
  hosts: z.record(z.string().max(400), z.union([z.number().int(), z.literal('new'), z.literal('nobody')])),
  /** Whose appointments they are where the file names nobody; null: nobody's. */
  hostId: z.number().int().nullable(),
  /** Of people without an e-mail who have the name of exactly one client. */
  sameNames: z.enum(['new', 'known']),
  /** Of a calendar: whole days are left out, or taken from midnight to midnight. */
  allDay: z.enum(['skip', 'take']),
  /** Of a calendar: who of an event is the client. */
  client: z.enum(['attendee', 'organizer', 'nobody']),
})
export type ImportPlan = z.infer<typeof importPlanSchema>

const previewRowSchema = z.strictObject({
  /** In the file, from 1. */
  row: z.number().int(),
  /** `same`: it is there already, from an earlier import, from further up in the file, or known by its e-mail. */
  action: z.enum(['create', 'update', 'same']),
  title: z.string().nullable(),
  startMs: instantSchema.nullable(),
  endMs: instantSchema.nullable(),
  type: z.enum(appointmentTypes).nullable(),
  status: z.enum(appointmentStatuses).nullable(),
  host: z.string().nullable(),
  client: z.strictObject({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  location: z.string().nullable(),
  notes: z.string().nullable(),
  stage: z.enum(clientStages).nullable(),
  /** Other appointments of the host that overlap; they forbid nothing. */
  overlaps: z.number().int(),
  remarks: z.array(z.enum(rowRemarks)),
})
export type ImportPreviewRow = z.infer<typeof previewRowSchema>

const problemSchema = z.strictObject({
  row: z.number().int(),
  /** The column it is about; null: the whole row. */
  field: z.enum(importFields).nullable(),
  reason: z.enum(rowProblems),
  /** What stands there, shortened. */
  text: z.string(),
})
export type ImportProblem = z.infer<typeof problemSchema>

export const importPreviewSchema = z.strictObject({
  /** Set: a day cannot be told from a month, for example in this one, and nothing is counted before somebody says so. */
  ambiguousDate: z.string().nullable(),
  counts: z.strictObject({
    create: z.number().int(),
    update: z.number().int(),
    same: z.number().int(),
    unreadable: z.number().int(),
    leftOut: z.number().int(),
  }),
  /** Clients who will be made known. */
  newClients: z.number().int(),
  /** Rows whose client has no e-mail and the name of a client who is known. */
  sameNames: z.number().int(),
  /** Rows that overlap with the host's other appointments. */
  overlapping: z.number().int(),
  /** Whom the file names as hosts. */
  hosts: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      rows: z.number().int(),
      /** Whom of the team it means; null: nobody who is known. */
      hostId: z.number().int().nullable(),
      take: z.union([z.number().int(), z.literal('new'), z.literal('nobody')]),
    }),
  ),
  /** The first ones, as they will be. */
  first: z.array(previewRowSchema),
  /** The first ones that are left out, and of what should be known. */
  problems: z.array(problemSchema),
  remarks: z.array(z.strictObject({ row: z.number().int(), remark: z.enum(rowRemarks), text: z.string() })),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

const countsSchema = z.strictObject({
  total: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  /** There already, when it was to be written. */
  same: z.number().int(),
  /** Could not be written. */
  refused: z.number().int(),
  waiting: z.number().int(),
  takenBack: z.number().int(),
  /** Not taken back: somebody changed it since. */
  kept: z.number().int(),
})
export type ImportCounts = z.infer<typeof countsSchema>

export const importSchema = z.strictObject({
  id: z.number().int(),
  fileName: z.string(),
  format: z.enum(importFormats),
  kind: z.enum(importKinds),
  actor: z.string(),
  startedAtMs: instantSchema,
  state: z.enum(importStates),
  endedAtMs: instantSchema.nullable(),
  undoneAtMs: instantSchema.nullable(),
  undoneBy: z.string().nullable(),
  counts: countsSchema,
  /** Until when it can be taken back; null: not any more. */
  undoUntilMs: instantSchema.nullable(),
})
export type Import = z.infer<typeof importSchema>

const draftInput = z.strictObject({ draftId: z.string().max(100) })
const idInput = z.strictObject({ id: z.number().int() })
const done = z.strictObject({ ok: z.literal(true) })
const progress = eventIterator(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('progress'), done: z.number().int(), total: z.number().int() }),
    z.strictObject({ kind: z.literal('done'), result: importSchema }),
  ]),
)
/** What was read of the file is kept for an hour, in memory only. */
const draftGone = { GONE: {} }
const running = { UNDER_WAY: {}, NOT_FOUND: {} }

/** Files that are brought in: read, looked at, written in small steps, and taken back. Nothing is written before `start`. */
export const imports = {
  /** Announces a file, which then comes in pieces, so that none of them is too large for any door. */
  open: oc
    .input(z.strictObject({ fileName: z.string().min(1).max(255), bytes: z.number().int().min(0).max(largestImportBytes) }))
    .output(draftInput),
  add: oc
    .input(draftInput.extend({ base64: z.base64().max((importChunkBytes / 3) * 4) }))
    .output(done)
    .errors({ ...draftGone, TOO_LARGE: {} }),
  /** What is in it. Null: as the file itself shows. */
  read: oc
    .input(draftInput.extend({ encoding: z.enum(importEncodings).nullable(), separator: z.enum(importSeparators).nullable() }))
    .output(importFileSchema)
    .errors({ ...draftGone, UNREADABLE: { data: z.strictObject({ reason: z.enum(unreadableFiles) }) } }),
  preview: oc
    .input(draftInput.extend({ plan: importPlanSchema }))
    .output(importPreviewSchema)
    .errors(draftGone),
  discard: oc.input(draftInput).output(done),
  /** Writes it. Who closes the iterator stops it: what was written stays, and the rest can be gone on with. */
  start: oc
    .input(draftInput.extend({ plan: importPlanSchema }))
    .output(progress)
    /** `NOTHING`: there is no row to write, or a question is open. */
    .errors({ ...draftGone, UNDER_WAY: {}, NOTHING: {} }),
  /** Goes on with one that was stopped or cut off. */
  resume: oc.input(idInput).output(progress).errors(running),
  /** Takes all of it back that nobody changed since. */
  undo: oc
    .input(idInput)
    .output(progress)
    .errors({ ...running, TOO_LATE: {} }),
  /** Youngest first. */
  list: oc.output(z.array(importSchema)),
  /** What stayed when an import was taken back. */
  kept: oc.input(idInput).output(
    z.array(
      z.strictObject({
        row: z.number().int(),
        appointmentId: z.number().int().nullable(),
        clientId: z.number().int().nullable(),
        label: z.string().nullable(),
        startMs: instantSchema.nullable(),
      }),
    ),
  ),
}
