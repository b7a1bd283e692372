import { t } from '../ui/t.tsx'
import { AuthError } from './auth.ts'

/** Why it was refused and what to do next, for a person. @param by what was tried: a wrong passkey is no wrong password */
export function refusedSentence(error: unknown, by: 'password' | 'passkey' = 'password'): string {
  if (!(error instanceof AuthError)) return t('desks.refused.FAILED')
  const { code, retryAfterSeconds } = error
  if (code === 'TOO_MANY' && retryAfterSeconds !== null) return t('desks.refused.tooManyFor', { count: retryAfterSeconds })
  if (code === 'WRONG' && by === 'passkey') return t('desks.refused.WRONG_PASSKEY')
  return t(`desks.refused.${code}`)
}
