import type { MessageKey } from '../../shared/messages/translator.ts'
import type { ShellRefusal } from '../../shared/contract/shell.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { t } from '../ui/t.tsx'

const sentences: Record<ShellRefusal, MessageKey> = {
  'disk-full': 'shell.refusal.diskFull',
  'not-writable': 'shell.refusal.notWritable',
  gone: 'shell.refusal.gone',
  failed: 'shell.refusal.failed',
}

/** Why the program around the page could not do what was asked, for a person. */
export function refusalSentence(error: unknown): string {
  const reason = hasCode(error, 'FAILED') ? reasonOf(error) : null
  return reason === null ? errorSentence(error) : t(sentences[reason])
}

function reasonOf(error: unknown): ShellRefusal | null {
  const { data } = error as { readonly data?: { readonly reason?: ShellRefusal } }
  return data?.reason !== undefined && data.reason in sentences ? data.reason : null
}
