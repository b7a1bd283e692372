import type { Notice } from '../../shared/contract/notices.ts'
import type { Translate } from '../../shared/messages/translator.ts'
import type { NativeNotice } from '../desk/shell.ts'

export interface Wording {
  readonly t: Translate
  /** BCP 47, for dates and times. */
  readonly locale: string
  readonly timeZone: string
  /** True: nobody's name is told. */
  readonly isPrivate: boolean
}

const titles = {
  booked: { one: 'notices.native.booked', many: 'notices.native.manyBooked' },
  cancelled: { one: 'notices.native.cancelled', many: 'notices.native.manyCancelled' },
  rescheduled: { one: 'notices.native.rescheduled', many: 'notices.native.manyRescheduled' },
} as const
const kinds = ['booked', 'rescheduled', 'cancelled'] as const

/** What is told of news: one thing in full, several as their number by kind. @param news at least one, newest first */
export function composeNotice(news: readonly Notice[], wording: Wording): NativeNotice {
  const [first] = news
  if (first !== undefined && news.length === 1) return composeOne(first, wording)
  const counts = kinds
    .map((kind) => ({ kind, count: news.filter((notice) => notice.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => wording.t(titles[kind].many, { count }))
  const [title = '', ...rest] = counts
  return { title, body: rest.join('\n'), appointmentId: null }
}

function composeOne(notice: Notice, wording: Wording): NativeNotice {
  const { t, isPrivate } = wording
  const who = isPrivate || notice.clientLabel === null ? t('privacy.someone') : notice.clientLabel
  const when = momentOf(notice.startMs, wording)
  const { fromMs } = notice
  const times =
    fromMs === null || fromMs === notice.startMs ? when : t('notices.native.fromTo', { from: momentOf(fromMs, wording), to: when })
  return {
    title: t(titles[notice.kind].one),
    body: [who, times, notice.hostLabel].filter((line) => line !== null).join('\n'),
    appointmentId: notice.appointmentId,
  }
}

/** Weekday, day and time on the office's clock. @param locale BCP 47 */
export function momentOf(ms: number, { locale, timeZone }: Pick<Wording, 'locale' | 'timeZone'>): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(ms)
}
