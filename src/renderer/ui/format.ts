import { presentLocale, t } from './t.tsx'

/** How this office writes instants: its zone, and the words and clock of the person at the desk. */
export interface Office {
  /** IANA name. */
  readonly timeZone: string
  /** BCP 47; of the language of the window's words. */
  readonly locale: string
  readonly hour12: boolean
  /** Sunday is 0. */
  readonly firstDayOfWeek: number
}

type Style = Intl.DateTimeFormatOptions

/** `Thu, 21 Nov`, `Do., 21. Nov.`: the weekday needs no sign behind it to be told from the day. */
const commaAfterWeekday = /^(\p{L}+)\.?,\s/u

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does, and the log formats thousands of times. */
function formatter(office: Office, style: Style): Intl.DateTimeFormat {
  const key = `${office.locale}|${office.timeZone}|${office.hour12}|${JSON.stringify(style)}`
  const known = formatters.get(key)
  if (known) return known
  const hours: Style = style.hour ? (office.hour12 ? { hour12: true } : { hourCycle: 'h23' }) : {}
  const made = new Intl.DateTimeFormat(office.locale, { timeZone: office.timeZone, ...style, ...hours })
  formatters.set(key, made)
  return made
}

function hours(office: Office): Style {
  return { hour: office.hour12 ? 'numeric' : '2-digit', minute: '2-digit' }
}

/** `14:02` */
export function formatTime(ms: number, office: Office): string {
  return formatter(office, hours(office)).format(ms)
}

/** `14:00`, `2 PM`: of a full hour. */
export function formatHour(ms: number, office: Office): string {
  return formatter(office, office.hour12 ? { hour: 'numeric' } : hours(office)).format(ms)
}

/** `14:02:07` */
export function formatSeconds(ms: number, office: Office): string {
  return formatter(office, { ...hours(office), second: '2-digit' }).format(ms)
}

/** `Thu 21 Nov`, with the year when it is not that of `nowMs`. */
export function formatDay(ms: number, office: Office, nowMs = Date.now()): string {
  const sameYear = yearOf(ms, office) === yearOf(nowMs, office)
  const style: Style = { weekday: 'short', day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }
  // What the locale decides is whether the day or the month comes first.
  return formatter(office, style).format(ms).replace(commaAfterWeekday, '$1 ')
}

/** `21 Nov`: where there is no room for more, and the whole is in the tooltip. */
export function formatDate(ms: number, office: Office): string {
  return formatter(office, { day: 'numeric', month: 'short' }).format(ms)
}

/** `Thursday` */
export function formatWeekday(ms: number, office: Office): string {
  return formatter(office, { weekday: 'long' }).format(ms)
}

/** `Thu 21 Nov 14:02` */
export function formatDayTime(ms: number, office: Office, nowMs = Date.now()): string {
  return `${formatDay(ms, office, nowMs)} ${formatTime(ms, office)}`
}

/** `14:02` today, `Thu 21 Nov 14:02` on any other day. */
export function formatMoment(ms: number, office: Office, nowMs = Date.now()): string {
  return dayKey(ms, office) === dayKey(nowMs, office) ? formatTime(ms, office) : formatDayTime(ms, office, nowMs)
}

/** The whole truth, for tooltips: `Thu 21 Nov 2024, 14:02:07.123 GMT+1 · Europe/Berlin`. */
export function formatInstant(ms: number, office: Office): string {
  const day = formatter(office, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    .format(ms)
    .replace(commaAfterWeekday, '$1 ')
  const time = formatter(office, { ...hours(office), second: '2-digit', fractionalSecondDigits: 3, timeZoneName: 'shortOffset' }).format(ms)
  return `${day}, ${time} · ${office.timeZone}`
}

/** Relative under an hour (`just now`, `2 min ago`, `in 5 min`), else a clock time. */
export function formatRelative(ms: number, office: Office, nowMs: number): string {
  const seconds = Math.round((ms - nowMs) / 1000)
  const minutes = Math.floor(Math.abs(seconds) / 60)
  if (minutes >= 60) return formatMoment(ms, office, nowMs)
  // The window's clock ticks every ten seconds: what just happened can lie a little ahead of it.
  if (minutes === 0) return t(seconds > 15 ? 'ui.time.inAMoment' : 'ui.time.justNow')
  return t(seconds > 0 ? 'ui.time.inMinutes' : 'ui.time.minutesAgo', { count: minutes })
}

/** In whole days, for what is measured in days: `today`, `yesterday`, `12 days ago`. */
export function formatDaysAgo(ms: number, office: Office, nowMs: number): string {
  const days = Math.round((Date.parse(dayKey(nowMs, office)) - Date.parse(dayKey(ms, office))) / 86_400_000)
  if (days <= 0) return t('ui.time.today')
  return days === 1 ? t('ui.time.yesterday') : t('ui.time.daysAgo', { count: days })
}

/** `420 µs`, `1.3 ms`, `24 ms`, `1.2 s` */
export function formatMicroseconds(us: number): string {
  if (us < 1000) return `${Math.round(us)} µs`
  if (us < 999_500) return `${oneDecimal(us / 1000)} ms`
  return `${oneDecimal(us / 1_000_000)} s`
}

/** `812 B`, `1.2 KB`, `256 KB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${oneDecimal(bytes / 1024)} KB`
  return `${oneDecimal(bytes / 1024 / 1024)} MB`
}

/** `12,345` or `12.345`, as the window's language has it. */
export function formatNumber(amount: number): string {
  return amount.toLocaleString(presentLocale())
}

/** `1 delivery`, `60 deliveries` */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${formatNumber(amount)} ${amount === 1 ? one : many}`
}

/** The office's calendar day of an instant, as `YYYY-MM-DD`. */
export function dayKey(ms: number, office: Office): string {
  return formatter({ ...office, locale: 'en-CA' }, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms)
}

function yearOf(ms: number, office: Office): string {
  return dayKey(ms, office).slice(0, 4)
}

function oneDecimal(amount: number): string {
  return formatNumber(amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount))
}
