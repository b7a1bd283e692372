import type { Import } from '../../shared/contract/imports.ts'
import { UnreadableFileError } from '../imports/decode.ts'
import { ImportError, type Progress, type Running } from '../imports/running.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'
import { withProgress } from './with-progress.ts'

/** What each refusal is called in the contract; a procedure declares those that it can give. */
const names = {
  gone: 'GONE',
  'too-large': 'TOO_LARGE',
  'under-way': 'UNDER_WAY',
  missing: 'NOT_FOUND',
  'too-late': 'TOO_LATE',
  nothing: 'NOTHING',
} as const

const messages = {
  GONE: 'This file is not held any more: choose it once more.',
  TOO_LARGE: 'More of the file came than was announced: choose it once more.',
  UNDER_WAY: 'Another import is under way: wait until it is done.',
  NOT_FOUND: 'This import is not there any more.',
  TOO_LATE: 'This import is too old to be taken back, or was taken back already.',
  NOTHING: 'There is no row to bring in.',
} as const

type Refusals = Partial<Readonly<Record<keyof typeof messages, (options: { message: string }) => Error>>>

function refusal(error: unknown, errors: Refusals): unknown {
  if (!(error instanceof ImportError)) return error
  const name = names[error.code]
  return errors[name]?.({ message: messages[name] }) ?? error
}

async function refusing<T>(work: () => T | Promise<T>, errors: Refusals): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusal(error, errors)
  }
}

async function* told(
  { actor }: Pick<DeskParts, 'actor'>,
  signal: AbortSignal | undefined,
  work: (running: Running) => Promise<Import>,
  errors: Refusals,
) {
  try {
    yield* withProgress<Import, Progress>(signal, (stopping, onProgress) => work({ actor: actor(), signal: stopping, onProgress }))
  } catch (error) {
    throw refusal(error, errors)
  }
}

const { imports: area } = openOs

/** Files that are brought in. */
export const imports = {
  open: area.open.handler(({ context, input }) => ({ draftId: context.imports.open(input.fileName, input.bytes) })),

  add: area.add.handler(async ({ context, input, errors }) => {
    await refusing(() => context.imports.add(input.draftId, Buffer.from(input.base64, 'base64')), errors)
    return { ok: true }
  }),

  read: area.read.handler(async ({ context, input: { draftId, ...how }, errors }) => {
    try {
      return await refusing(() => context.imports.read(draftId, how), errors)
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error
      throw errors.UNREADABLE({ data: { reason: error.reason } })
    }
  }),

  preview: area.preview.handler(({ context, input, errors }) => refusing(() => context.imports.preview(input.draftId, input.plan), errors)),

  discard: area.discard.handler(({ context, input }) => {
    context.imports.discard(input.draftId)
    return { ok: true }
  }),

  start: area.start.handler(({ context, input, signal, errors }) =>
    told(context, signal, (running) => context.imports.start(input.draftId, input.plan, running), errors),
  ),
  resume: area.resume.handler(({ context, input, signal, errors }) =>
    told(context, signal, (running) => context.imports.resume(input.id, running), errors),
  ),
  undo: area.undo.handler(({ context, input, signal, errors }) =>
    told(context, signal, (running) => context.imports.undo(input.id, running), errors),
  ),

  list: area.list.handler(({ context }) => context.imports.list()),
  kept: area.kept.handler(({ context, input }) => context.imports.kept(input.id)),
}
