import { oc } from '@orpc/contract'
import { z } from 'zod'
import { papers } from '../paper.ts'

const done = z.strictObject({ ok: z.literal(true) })

export const shellRefusals = ['disk-full', 'not-writable', 'gone', 'failed'] as const
/** `gone`: the file, or the window, is not there any more. */
export type ShellRefusal = (typeof shellRefusals)[number]
const refusals = { FAILED: { data: z.strictObject({ reason: z.enum(shellRefusals) }) } }

/** What the window asks of the program around it. */
export const shell = {
  /** Another window on the same desk. */
  openWindow: oc.output(done),
  /** Ends the program in order, windows and receiver: closing the last window may leave it running. */
  quit: oc.output(done),
  /** Saves what the asking window would print, in the folder of downloads, beside what lies there already. */
  savePdf: oc
    .input(z.strictObject({ name: z.string().trim().min(1).max(120), paper: z.enum(papers), landscape: z.boolean() }))
    .output(z.strictObject({ path: z.string(), fileName: z.string() }))
    .errors(refusals),
  /** Shows a file that was saved before in the system's file manager. */
  showFile: oc
    .input(z.strictObject({ path: z.string() }))
    .output(done)
    .errors(refusals),
}
