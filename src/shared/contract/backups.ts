import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { backupFailures } from '../words.ts'

const done = z.strictObject({ ok: z.literal(true) })

export const backupSteps = ['copy', 'encrypt', 'unpack', 'check'] as const
export type BackupStep = (typeof backupSteps)[number]

const progressSchema = z.strictObject({
  kind: z.literal('progress'),
  step: z.enum(backupSteps),
  done: z.number(),
  /** 0: nobody knows. */
  total: z.number(),
})

/** `update`: made before a migration. `set-aside`: no copy, but what a restored backup took the place of. */
export const backupKinds = ['scheduled', 'hand', 'update', 'set-aside'] as const

const runSchema = z.strictObject({
  kind: z.enum(['backup', 'rehearsal']),
  /** Null: the disk had no room to note it. */
  atMs: instantSchema.nullable(),
  failure: z.enum(backupFailures),
})

export const backupEntrySchema = z.strictObject({
  name: z.string(),
  kind: z.enum(backupKinds),
  madeAtMs: instantSchema,
  bytes: z.number().int(),
  isEncrypted: z.boolean(),
  /** Restored into a temporary place, read through and compared: when, and whether it was good. */
  rehearsed: z.strictObject({ atMs: instantSchema, failure: z.enum(backupFailures).nullable() }).nullable(),
})
export type BackupEntry = z.infer<typeof backupEntrySchema>

export const backupStateSchema = z.strictObject({
  /** The youngest first. */
  entries: z.array(backupEntrySchema),
  /** Null: the store is closed, and nothing is known but what lies there. */
  desk: z
    .strictObject({
      /** Where the next one goes. */
      folder: z.string(),
      /** `locked`: a passphrase is set, and the vault cannot open it. */
      encryption: z.enum(['none', 'ready', 'locked']),
      nextAtMs: instantSchema.nullable(),
      atWork: z.enum(['backup', 'rehearsal', 'look']).nullable(),
      lastBackupAtMs: instantSchema.nullable(),
      lastRehearsalAtMs: instantSchema.nullable(),
      /** What failed last and has not gone right since. */
      trouble: runSchema.nullable(),
      lastRestore: z
        .strictObject({ atMs: instantSchema, what: z.enum(['backup', 'empty']), madeAtMs: instantSchema.nullable(), setAside: z.string() })
        .nullable(),
    })
    .nullable(),
})
export type BackupState = z.infer<typeof backupStateSchema>

export const checkedBackupSchema = z.strictObject({
  /** Names it to `restore`. */
  token: z.string(),
  name: z.string(),
  madeAtMs: instantSchema.nullable(),
  appointments: z.number().int(),
  deliveries: z.number().int(),
  clients: z.number().int(),
  /** Made by an older Deskbell: it is brought up to date when it is restored. */
  isOlder: z.boolean(),
  /** Null: there is no open store to compare with. */
  present: z
    .strictObject({
      /** An earlier state of this very store; false: of another desk, or of a time before a restore. */
      isEarlier: z.boolean(),
      /** What came since, and would be missing. */
      missing: z.strictObject({ deliveries: z.number().int(), appointments: z.number().int(), changes: z.number().int() }),
    })
    .nullable(),
})
export type CheckedBackup = z.infer<typeof checkedBackupSchema>

const withProgress = <Result extends z.ZodType>(result: Result) =>
  eventIterator(z.discriminatedUnion('kind', [progressSchema, z.strictObject({ kind: z.literal('done'), result })]))

/** `BUSY`: another backup is being worked on. */
const failures = { FAILED: { data: z.strictObject({ failure: z.enum(backupFailures) }) }, BUSY: {} }
const passphraseSchema = z.string().min(1).max(1024)

/** Copies of the store, and the way back. What takes a while tells how far it is, and stops when its caller closes it. */
export const backups = {
  /** Answers with a closed store too. */
  list: oc.output(backupStateSchema),
  make: oc.output(withProgress(z.strictObject({ name: z.string(), bytes: z.number().int() }))).errors(failures),
  /** `passphrase` null: the one that is set. */
  rehearse: oc
    .input(z.strictObject({ name: z.string(), passphrase: passphraseSchema.nullable() }))
    .output(withProgress(done))
    .errors(failures),
  /** Null: not encrypted from now on. Older backups keep theirs. */
  setPassphrase: oc
    .input(z.strictObject({ passphrase: z.string().min(12).max(1024).nullable() }))
    .output(done)
    .errors({ VAULT: {} }),
  /** Asks for a folder in the system's dialog, and tries whether it can be written to. Null: none was chosen. */
  chooseFolder: oc.output(z.strictObject({ folder: z.string().nullable() })).errors(failures),
  /** Asks for a file in the system's dialog, for `check`; its name. Null: none was chosen. */
  chooseFile: oc.output(z.strictObject({ name: z.string().nullable() })),
  /** Unpacks and reads through one of the list (`name`) or the chosen file (null). Answers with a closed store too. */
  check: oc
    .input(z.strictObject({ name: z.string().nullable(), passphrase: passphraseSchema.nullable() }))
    .output(withProgress(checkedBackupSchema))
    .errors({ ...failures, NOT_FOUND: {} }),
  /** Sets the present file aside, takes what was checked, and starts the desk anew: the connection breaks and comes back. */
  restore: oc
    .input(z.strictObject({ token: z.string() }))
    .output(done)
    .errors({ GONE: {} }),
  /** What was checked is not wanted. */
  forget: oc.output(done),
  /** Only while the store is closed: sets the file aside and begins without any rows. */
  startEmpty: oc.output(done).errors({ OPEN: {} }),
  show: oc
    .input(z.strictObject({ name: z.string() }))
    .output(done)
    .errors({ NOT_FOUND: {}, ...failures }),
}
