import type { Notice } from '../../shared/contract/notices.ts'
import { createTranslator, languageFor, localeFor } from '../../shared/messages/translator.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Shell } from '../desk/shell.ts'
import type { Store } from '../store/open.ts'
import { findNewestHistoryId } from '../store/newest-history.ts'
import { countNotices, getNoticeMark, listNotices, moveNoticeMark } from '../store/notices.ts'
import type { Writer } from '../store/writer.ts'
import { composeNotice } from './compose.ts'
import { isQuiet } from './quiet-hours.ts'

export interface NoticeWatchOptions {
  readonly store: Store
  readonly writer: Writer
  readonly settings: () => Settings
  readonly shell: Shell
  readonly locale: string
  readonly now: () => number
  /** There is something new in the list. */
  readonly onNews: () => void
  readonly onFailure: (error: unknown) => void
}

export interface NoticeWatch {
  /** One of the windows got the focus, or none has it any more. */
  looked(isLookedAt: boolean): void
  stop(): void
}

/** Counted no further: what is behind it is no number that anybody needs. */
export const mostCounted = 100
/** Deliveries that come together are told together. */
const gatherMs = 400
/** Nobody reads more notifications than one in this time; what comes meanwhile is told in the next one. */
const restMs = 5_000
const mostAtOnce = 500

/** Tells what deliveries bring: by notifications, by the count on the icon, and to the window's bell. */
export function startNoticeWatch(options: NoticeWatchOptions): NoticeWatch {
  const { store, writer, settings, shell, locale, now, onNews, onFailure } = options
  let knownUpTo = findNewestHistoryId(store.read)
  let isLookedAt = false
  let untold: Notice[] = []
  let gathering: NodeJS.Timeout | undefined
  let resting: NodeJS.Timeout | undefined

  const attempt = (deed: () => unknown): void => void Promise.resolve().then(deed).catch(onFailure)

  function gather(): void {
    gathering = undefined
    const news = listNotices(store.read, { afterId: knownUpTo, limit: mostAtOnce })
    // Also past what is no news: it is looked through once.
    knownUpTo = findNewestHistoryId(store.read)
    if (news.length === 0) return
    onNews()
    if (!isLookedAt) showCount()
    untold = [...news, ...untold]
    if (resting === undefined) tell()
  }

  function tell(): void {
    resting = undefined
    const present = settings()
    const news = isQuiet(now(), present) ? [] : untold.filter(({ kind }) => present.notices[kind])
    untold = []
    if (news.length === 0) return
    const language = languageFor(present.language, locale)
    const { t } = createTranslator(language)
    const wording = { t, locale: localeFor(language, locale), timeZone: present.timeZone, isPrivate: present.privacy }
    attempt(() => shell.notify(composeNotice(news, wording)))
    resting = setTimeout(tell, restMs).unref()
  }

  function showCount(): void {
    const count = isLookedAt ? 0 : countNotices(store.read, { afterId: getNoticeMark(store.read, 'looked'), most: mostCounted })
    attempt(() => shell.showNews(count))
  }

  function markLooked(): void {
    const upTo = findNewestHistoryId(store.read)
    if (upTo <= getNoticeMark(store.read, 'looked')) return
    attempt(() => writer.submit((db) => moveNoticeMark(db, 'looked', upTo)))
  }

  const forget = writer.afterCommit(({ topics }) => {
    if (topics.includes('appointments')) gathering ??= setTimeout(gather, gatherMs).unref()
  })
  // What came in a former run and was not looked at.
  showCount()
  return {
    looked(given) {
      isLookedAt = given
      // Both ways: what came while a window had the focus was seen.
      markLooked()
      if (isLookedAt) showCount()
    },
    stop() {
      forget()
      clearTimeout(gathering)
      clearTimeout(resting)
      if (isLookedAt) markLooked()
    },
  }
}
