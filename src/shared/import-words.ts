/** What files that are brought in are made of, as plain constants for window and desk. */

/** Said before a file is chosen. Bytes, and rows or occurrences. */
export const largestImportBytes = 10 * 1024 * 1024
export const mostImportRows = 20_000
/** Of the file, in one call; in base64 that stays below what a request to another desk may carry. A multiple of three, so that base64 has no ends inside. */
export const importChunkBytes = 120_000

export const importKinds = ['appointments', 'clients'] as const
export type ImportKind = (typeof importKinds)[number]

export const importFormats = ['csv', 'ics'] as const
export type ImportFormat = (typeof importFormats)[number]

export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type ImportEncoding = (typeof importEncodings)[number]

export const importSeparators = [',', ';', '\t', '|'] as const
export type ImportSeparator = (typeof importSeparators)[number]

/** What a column may hold. `start` and `end` are date and time in one; a `name` may come in two columns. */
export const importFields = [
  'start',
  'date',
  'time',
  'end',
  'endDate',
  'endTime',
  'duration',
  'title',
  'type',
  'host',
  'hostEmail',
  'name',
  'firstName',
  'lastName',
  'email',
  'phone',
  'location',
  'notes',
  'status',
  'stage',
] as const
export type ImportField = (typeof importFields)[number]

/** In the order in which they are offered. */
export const fieldsOfKind: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  appointments: importFields.filter((field) => field !== 'stage'),
  clients: ['name', 'firstName', 'lastName', 'email', 'phone', 'notes', 'stage'],
}

/** Day before month, or month before day. */
export const dateOrders = ['dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** Why a whole file cannot be read. */
export const unreadableFiles = [
  'empty',
  'binary',
  /** A workbook of a spreadsheet program. */
  'workbook',
  /** Another zip. */
  'archive',
  'no-rows',
  'too-many-rows',
  /** It took longer than any honest file does. */
  'too-hard',
  'broken',
] as const
export type UnreadableFile = (typeof unreadableFiles)[number]

/** Why a row is left out; each has words of its own. */
export const rowProblems = [
  'no-start',
  'no-date',
  'no-time',
  'date',
  'time',
  'duration',
  'end-before-start',
  'too-long',
  'email',
  'no-name',
  'status',
  'stage',
  'text-too-long',
  'more-cells',
  'quotes',
  /** The file ends within an event. */
  'cut-off',
  'event',
  'zone',
  'rule',
  /** No day fits the rule of a series. */
  'never',
  'all-day',
  'cancelled',
  'outside',
  /** Whoever it is about was erased here. */
  'erased',
] as const
export type RowProblem = (typeof rowProblems)[number]

/** What is left out on purpose, and is nothing to mend in the file. */
export const leftOut = ['all-day', 'cancelled', 'outside', 'erased'] as const satisfies readonly RowProblem[]

/** What a person should know of a row that is brought in. */
export const rowRemarks = [
  /** The clocks skip that time: it is an hour later. */
  'skipped-hour',
  /** The clocks show that time twice: the earlier one is meant. */
  'repeated-hour',
  'no-end',
  /** Somebody changed it at the desk since it was brought in: it stays as it is. */
  'changed-here',
  'twice',
  'same-name',
] as const
export type RowRemark = (typeof rowRemarks)[number]

export const importStates = ['running', 'stopped', 'done', 'undoing', 'undone'] as const
export type ImportState = (typeof importStates)[number]
