import { html } from 'ghtml'
import type { BookingPageSettings } from '../../shared/settings.ts'
import type { BookingFacts, Place } from './facts.ts'
import { fullTime, headline } from './times.ts'
import type { Visitor } from './visitor.ts'

/** What every face of the page is made with. */
export interface PageFrame {
  readonly visitor: Visitor
  readonly settings: BookingPageSettings
}

export interface ShownBooking {
  readonly facts: BookingFacts
  /** Where its calendar file is; null: there is none. */
  readonly calendarPath: string | null
  /** Under which the page can be loaded again without what the provider added to its address; null: nowhere. */
  readonly ownPath: string | null
  /** `offered`: this browser may complete the step of this booking. */
  readonly step: { readonly state: 'offered'; readonly reference: string } | { readonly state: 'completed' } | { readonly state: 'none' }
}

export type Refused = 'unknown' | 'expired' | 'used' | 'over'

/** Seconds after which a page without a script looks again. */
const refreshSeconds = 2
export const pollMs = 1_500
/** Milliseconds after which a page that was turned away looks again. */
export const troublePollMs = 5_000

/** A booking that is in the store. */
export function bookingHtml(frame: PageFrame, { facts, calendarPath, ownPath, step }: ShownBooking): string {
  const { visitor, settings } = frame
  const { t, locale } = visitor
  const { standing, origin, details } = facts
  const isMade = origin !== 'real'
  const isOn = standing === 'booked' || standing === 'moved' || standing === 'pending'
  const zone = facts.startMs === null ? '' : t(`booking.page.zone.${facts.zoneOf}`, { zone: facts.timeZone })
  const rows = [
    row(t('booking.page.when'), fullTime(facts, locale)),
    row(t('booking.page.what'), details?.title ? html`<bdi>${details.title}</bdi>` : ''),
    row(t('booking.page.who'), details && details.hosts.length > 0 ? html`<bdi>${details.hosts.join(', ')}</bdi>` : ''),
    row(t('booking.page.where'), details?.place ? placeHtml(details.place, isOn, frame) : ''),
  ]
  const main = html` !${isMade ? html`<p class="made">${t(`booking.page.made.${origin}`)}</p>` : ''}
    <p class="eyebrow">${eyebrow(frame)}</p>
    <h1>!${headline(facts, locale, t)}</h1>
    <p class="standing" data-standing="${standing}">!${standingMark[standing]}${t(`booking.page.more.${standing}`)}</p>
    <dl>!${rows}</dl>
    !${zone === '' ? '' : html`<p class="quiet" data-zone="${t('booking.page.zone.browser', { zone: '{{zone}}' })}">${zone}</p>`}
    !${details === null ? html`<p class="quiet">${t('booking.page.countable')}</p>` : ''}
    !${isOn && settings.note !== null ? html`<p class="note">${settings.note}</p>` : ''}
    <div class="deeds">
      !${stepHtml(step, frame)}
      !${calendarPath === null ? '' : html`<a class="button" href="${calendarPath}" download>${t('booking.page.calendar')}</a>`}
    </div>
    !${step.state === 'offered' ? html`<p class="quiet" id="complete-means">${t('booking.page.completeMeans')}</p>` : ''}`
  return documentHtml(frame, main, { ownPath })
}

/** A booking that may be on its way. @param elapsedMs since it was asked for first. */
export function waitHtml(frame: PageFrame, { elapsedMs, mostMs }: { readonly elapsedMs: number; readonly mostMs: number }): string {
  const { t } = frame.visitor
  const isOver = elapsedMs >= mostMs
  const waiting = html`<section id="waiting" data-poll="${pollMs}" data-most="${mostMs - elapsedMs}">
    <h1>${t('booking.page.wait.title')}</h1>
    <p>${t('booking.page.wait.about')}</p>
    <progress aria-label="${t('booking.page.wait.progress')}" max="${mostMs}" value="${elapsedMs}"></progress>
  </section>`
  const none = html`<section id="none" !${isOver ? '' : ' hidden'} role="status">
    <h1>${t('booking.page.none.title')}</h1>
    <p>${t('booking.page.none.about')}</p>
    <p>${t('booking.page.none.what')}</p>
    <div class="deeds"><a class="button" href="">${t('booking.page.none.again')}</a></div>
  </section>`
  return documentHtml(frame, isOver ? none : waiting + none, { refreshSeconds: isOver ? null : refreshSeconds })
}

/** Nothing names a booking. Whatever else stands in the address means nothing. */
export function nothingNamedHtml(frame: PageFrame): string {
  const { t } = frame.visitor
  return documentHtml(
    frame,
    html`<h1>${t('booking.page.nothingNamed.title')}</h1>
      <p>${t('booking.page.nothingNamed.about')}</p>`,
  )
}

/** @param backPath to the booking; null: it is not known which. */
export function refusedHtml(frame: PageFrame, why: Refused, backPath: string | null): string {
  const { t } = frame.visitor
  const back =
    backPath === null ? '' : html`<div class="deeds"><a class="button" href="${backPath}">${t('booking.page.refused.back')}</a></div>`
  return documentHtml(
    frame,
    html`<h1>${t(why === 'used' ? 'booking.page.refused.doneTitle' : 'booking.page.refused.title')}</h1>
      <p role="alert">${t(`booking.page.refused.${why}`)}</p>
      !${back}`,
  )
}

/** `busy`: too many ask. `failed`: the desk cannot look now. */
export type Trouble = 'busy' | 'failed'

/** @param looksAgain the page does so by itself: whoever has just booked need not wait until the others are gone. */
export function troubleHtml(frame: PageFrame, trouble: Trouble, { looksAgain }: { readonly looksAgain: boolean }): string {
  const { t } = frame.visitor
  const next = looksAgain ? t('booking.page.looksAgain') : t(`booking.page.${trouble}.later`)
  return documentHtml(
    frame,
    html`<section !${looksAgain ? html`id="trouble" data-poll="${troublePollMs}"` : ''}>
      <h1>${t(`booking.page.${trouble}.title`)}</h1>
      <p role="alert">${t(`booking.page.${trouble}.about`)} ${next}</p>
    </section>`,
    { refreshSeconds: looksAgain ? troublePollMs / 1000 : null },
  )
}

function documentHtml(
  { visitor: { t, locale }, settings }: PageFrame,
  main: string,
  { refreshSeconds: seconds = null, ownPath = null }: { readonly refreshSeconds?: number | null; readonly ownPath?: string | null } = {},
): string {
  const { officeName, logo, returnUrl, returnLabel } = settings
  const title = officeName === null ? t('booking.page.title') : t('booking.page.titleOf', { office: officeName })
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/schedule/page.css">
<script src="/schedule/page.js" defer></script>
!${seconds === null ? '' : html`<noscript><meta http-equiv="refresh" content="${seconds}" /></noscript>`}
</head>
<body!${ownPath === null ? '' : html` data-own-path="${ownPath}"`}>
<header>
!${logo === null ? '' : html`<img src="/schedule/logo" alt="" height="48" />`}
!${officeName === null ? '' : html`<p class="office"><bdi>${officeName}</bdi></p>`}
</header>
<main>
!${main}
</main>
!${returnUrl === null ? '' : html`<footer><a href="${returnUrl}" rel="noreferrer">${returnLabel ?? t('booking.page.back')}</a></footer>`}
</body>
</html>
`
}

function eyebrow({ visitor: { t }, settings: { heading, officeName } }: PageFrame): string {
  return heading ?? (officeName === null ? t('booking.page.heading') : t('booking.page.headingOf', { office: officeName }))
}

/** @param value HTML; empty: not known. */
function row(name: string, value: string): string {
  return value === ''
    ? ''
    : html`<div>
        <dt>${name}</dt>
        <dd>!${value}</dd>
      </div>`
}

/** A call that will not take place is not offered. */
function placeHtml(place: Place, isOn: boolean, { visitor: { t } }: PageFrame): string {
  if (place.kind === 'text') return html`<bdi>${place.text}</bdi>`
  if (place.kind === 'unsaid') return html`${t(place.how === 'video' ? 'booking.page.byVideo' : 'booking.page.byPhone')}`
  if (!isOn) return html`${t('booking.page.byVideo')}`
  return html`<a href="${place.url}" rel="noreferrer">${t('booking.page.join', { host: place.hostname })}</a>`
}

function stepHtml(step: ShownBooking['step'], { visitor: { t } }: PageFrame): string {
  if (step.state === 'none') return ''
  if (step.state === 'completed') return html`<p class="completed" role="status">!${standingMark.booked}${t('booking.page.completed')}</p>`
  return html`<form method="post" action="/schedule/complete">
    <input type="hidden" name="booking" value="${step.reference}" />
    <button class="button primary" aria-describedby="complete-means">${t('booking.page.complete')}</button>
  </form>`
}

const mark = (path: string): string =>
  `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`
const tick = mark('M3 8.5l3.2 3.2L13 4.8')
const clock = mark('M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.8V8l2.2 1.6')
const cross = mark('M4 4l8 8M12 4l-8 8')
const arrow = mark('M2.5 8h11M9.5 4l4 4-4 4')
const standingMark: Record<BookingFacts['standing'], string> = {
  booked: tick,
  moved: arrow,
  pending: clock,
  cancelled: cross,
  over: tick,
  replaced: arrow,
}
