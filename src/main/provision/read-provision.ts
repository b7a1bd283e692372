import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { provisionSchema } from '../../shared/settings.ts'
import type { Provision } from '../../shared/settings.ts'

/** The file for the unattended set-up cannot be applied. The message names the place in it, and never quotes a value: it may be a secret. */
export class ProvisionError extends Error {
  readonly code = 'PROVISION'
  override readonly name = 'ProvisionError'
}

/** Reads the file and checks all of it; throws ProvisionError. */
export async function readProvision(file: string): Promise<Provision> {
  const parsed = provisionSchema.safeParse(parseJson(file, await readText(file)))
  if (parsed.success) return parsed.data
  throw new ProvisionError(`${file}: ${parsed.error.issues.flatMap(describeIssue).join('; ')}.`)
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable'
    throw new ProvisionError(
      code === 'ENOENT'
        ? `${file}: there is no such file. Look at --provision or DESKBELL_PROVISION.`
        : `${file} cannot be read (${String(code)}).`,
      { cause: error },
    )
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    // Editors on Windows put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new ProvisionError(`${file}: not valid JSON${placeOf(error, text)}.`)
  }
}

/** The engine's own message quotes the text around the place, and with it a secret. */
function placeOf(error: unknown, text: string): string {
  const position = error instanceof SyntaxError ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return ` (line ${before.length}, column ${(before.at(-1) ?? '').length + 1})`
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `unknown key ${[...path, key].join('.')}`)
  return [`${path.join('.') || 'the file'}: ${issue.message}`]
}
