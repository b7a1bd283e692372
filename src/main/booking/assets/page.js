/* Works on what the page says already: without this script the same is there, in the zone that the page names. */
const { locale, zone } = { locale: document.documentElement.lang, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }
const parts = {
  day: { month: 'short', day: 'numeric' },
  clock: { hour: 'numeric', minute: '2-digit' },
  whole: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
}

for (const time of document.querySelectorAll('time[data-part]')) {
  const [start, end] = [time.dateTime, time.dataset.until].map((text) => Date.parse(text ?? ''))
  const text = end > start ? rangeText(start, end) : new Intl.DateTimeFormat(locale, parts[time.dataset.part]).format(start)
  time.textContent = text.replace(/[\u202f\u2009]/g, ' ')
}
const said = document.querySelector('[data-zone]')
if (said && zone) said.textContent = said.dataset.zone.replace('{{zone}}', zone)

// What the provider added to the address, a name and an e-mail among it, need not stay in the browser's history.
const { ownPath } = document.body.dataset
if (ownPath) history.replaceState(null, '', ownPath)

const statusNow = () =>
  fetch(location.href, { method: 'HEAD', cache: 'no-store' })
    .then((answer) => answer.status)
    .catch(() => 0)

const trouble = document.getElementById('trouble')
if (trouble) untilLetIn(Number(trouble.dataset.poll))

function untilLetIn(pollMs) {
  const look = async () => {
    const status = await statusNow()
    if (status === 200 || status === 404) location.reload()
    else untilLetIn(pollMs)
  }
  setTimeout(() => void look(), pollMs)
}

const waiting = document.getElementById('waiting')
if (waiting) waitFor(waiting, document.getElementById('none'))

function waitFor(section, none) {
  const progress = section.querySelector('progress')
  const most = Number(section.dataset.most)
  const before = progress.max - most
  const begun = performance.now()
  const shown = setInterval(() => {
    progress.value = before + performance.now() - begun
  }, 200)
  const look = async () => {
    const status = await statusNow()
    const isOver = performance.now() - begun >= most
    if (status !== 200 && !isOver) setTimeout(() => void look(), Number(section.dataset.poll))
    // Only a desk that has looked can say that there is none; of one that is busy or away the page itself says so.
    else if (status !== 404) location.reload()
    else {
      clearInterval(shown)
      section.remove()
      none.hidden = false
    }
  }
  setTimeout(() => void look(), Number(section.dataset.poll))
}

/** Where the clocks change at that time 2:30 may be two times: then each has the name of its zone. */
function rangeText(start, end) {
  const hour = 3_600_000
  const [before, after] = [start - hour, end + hour].map((ms) => new Date(ms).getTimezoneOffset())
  if (before === after) return new Intl.DateTimeFormat(locale, parts.whole).formatRange(start, end)
  const isOneDay = new Date(start).toDateString() === new Date(end).toDateString()
  const named = (part) => new Intl.DateTimeFormat(locale, { ...part, timeZoneName: 'short' })
  return `${named(parts.whole).format(start)} – ${named(isOneDay ? parts.clock : parts.whole).format(end)}`
}
