import type { Google, GoogleCalendar } from '../../shared/contract/google.ts'
import type { ReadOutcome } from '../../shared/words.ts'
import type { ProviderState } from '../providers/provider-state.ts'
import { t } from '../ui/t.tsx'

/** These pass by themselves; every other problem waits for a person. */
const passing: readonly ReadOutcome[] = ['offline', 'rate-limited']

/** The sentence of Google's card: the worst thing wins. */
export function googleState({ client, accounts }: Pick<Google, 'client' | 'accounts'>): ProviderState {
  if (client === null && accounts.length === 0) return say('wary', t('google.state.noClient'))
  if (accounts.length === 0) return say('wary', t('google.state.noAccount'))
  if (accounts.some(({ state }) => state === 'sign-in-again')) return say('bad', t('google.state.signInAgain'))
  if (accounts.some(({ state }) => state === 'vault')) return say('bad', t('google.state.vault'))
  const followed = accounts.flatMap(({ calendars }) => calendars.filter((calendar) => calendar.followed))
  if (followed.length === 0) return say('wary', t('google.state.nothingFollowed'))
  const problems = followed.map(({ problem }) => problem).filter((problem) => problem !== null)
  if (problems.length > 0) {
    const tone = problems.every((problem) => passing.includes(problem)) ? 'wary' : 'bad'
    return say(tone, t('google.state.problem', { count: problems.length }))
  }
  const unread = followed.filter(({ syncedAtMs }) => syncedAtMs === null)
  if (unread.length > 0) return say('wary', t('google.state.reading', { count: unread.length }))
  return say(
    'good',
    t('google.state.following', { count: followed.length }),
    Math.min(...followed.map(({ syncedAtMs }) => syncedAtMs ?? 0)),
  )
}

/** The main one first, then by name: the order stays while calendars are switched on and off. */
export function inOrder(calendars: readonly GoogleCalendar[]): GoogleCalendar[] {
  return calendars.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary) || a.name.localeCompare(b.name))
}

function say(tone: ProviderState['tone'], words: string, sinceMs: number | null = null): ProviderState {
  return { tone, words, sinceMs, deliveryId: null }
}
