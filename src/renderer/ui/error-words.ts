import { refusalReasons } from '../../shared/words.ts'
import type { RefusalReason } from '../../shared/words.ts'
import type { MessageKey } from '../../shared/messages/translator.ts'
import { presentLanguage, t } from './t.tsx'

/** The contract's codes that mean the same wherever they come from. */
const sentences: Record<string, MessageKey> = {
  DESK_UNREACHABLE: 'ui.errors.unreachable',
  NOT_FOUND: 'ui.errors.notFound',
  BAD_REQUEST: 'ui.errors.invalid',
  STORE_CLOSED: 'ui.errors.storeClosed',
  AT_PROVIDER: 'ui.errors.atProvider',
  NOT_RECEIVING: 'ui.errors.notReceiving',
  INTERNAL_SERVER_ERROR: 'ui.errors.fault',
  SERVICE_UNAVAILABLE: 'ui.errors.busy',
  TOO_MANY_REQUESTS: 'ui.errors.busy',
  ROLE: 'desks.mayNot.ROLE',
  SIGNED_OUT: 'desks.mayNot.SIGNED_OUT',
}

/** What a failed call says to a person: in English the desk's own sentence, which is the most exact; else by the error's code. */
export function errorSentence(error: unknown): string {
  if (hasCode(error, 'DESK_UNREACHABLE')) return t('ui.errors.unreachable')
  const own = error instanceof Error && error.message ? error.message : null
  // Asked from another desk, and refused by its door, which has no sentences.
  if (hasCode(error, 'SETTING')) return t('desks.mayNot.SETTING', { names: settingNamesOf(error) })
  const reason = refusalReasonOf(error)
  if (reason !== null) return t(`ui.refused.${reason}`)
  const key = codeOf(error)
  if (key !== null && (own === null || presentLanguage() !== 'en' || key.startsWith('desks.'))) return t(key)
  return own ?? t('ui.errors.nothingMore')
}

function refusalReasonOf(error: unknown): RefusalReason | null {
  if (!hasCode(error, 'REFUSED')) return null
  const { data } = error as { data?: unknown }
  if (typeof data !== 'object' || data === null || !('reason' in data)) return null
  return refusalReasons.find((reason) => reason === data.reason) ?? null
}

function settingNamesOf(error: unknown): string {
  const { data } = error as { readonly data?: { readonly names?: readonly string[] } }
  return data?.names?.join(', ') ?? ''
}

function codeOf(error: unknown): MessageKey | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return sentences[String(error.code)] ?? null
}

/** True for an error of the contract, or of the connection, with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
