import type { Panel, Row } from './panel.ts'

export interface PageFacts {
  readonly panels: readonly Panel[]
  readonly clients: readonly { readonly name: string; readonly email: string }[]
  readonly publicAddress: string
  readonly timeZone: string
  /** Null: somebody else starts and ends the app. */
  readonly app: { readonly isRunning: boolean } | null
  /** What was done last; empty: nothing. */
  readonly said: string
  readonly nowMs: number
}

/** The control page: what people do at the providers, in plain forms. */
export function controlPage(facts: PageFacts): string {
  const { panels, publicAddress, app, said } = facts
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Deskbell sandbox</title>
<style>${style}</style>
<header>
  <h1>Deskbell sandbox</h1>
  <nav>${panels.map(({ id, name }) => `<a href="#${id}">${escape(name)}</a>`).join('')}</nav>
  ${app === null ? '' : appForm(app.isRunning)}
</header>
<main>
  <p>Stand-ins for the providers, on this machine only: nobody here exists, and nothing leaves it. Change something here and watch Deskbell;
  or stop Deskbell, make changes, and start it again.</p>
  <p class="typed"><span>Public address</span> ${copyable(publicAddress)} <small>Deskbell is reached under it from here, and from nowhere else</small></p>
  ${said === '' ? '' : `<p class="said" role="status">${escape(said)}</p>`}
  ${panels.map((panel) => section(panel, facts)).join('\n')}
</main>
<script>${script}</script>
</html>`
}

function appForm(isRunning: boolean): string {
  const [action, label] = isRunning ? ['stop', 'Stop Deskbell'] : ['start', 'Start Deskbell']
  return `<form method="post" action="/app/${action}"><button class="primary">${label}</button></form>`
}

function section(panel: Panel, facts: PageFacts): string {
  const { id, name, toType, actions } = panel
  const buttons = Object.entries(actions).map(
    ([key, { label, hint }]) => `<button name="do" value="${key}" title="${escape(hint)}">${escape(label)}</button>`,
  )
  return `<section id="${id}" aria-labelledby="${id}-name">
<h2 id="${id}-name">${escape(name)}</h2>
${toType()
  .map(({ label, value }) => `<p class="typed"><span>${escape(label)}</span> ${copyable(value)}</p>`)
  .join('\n')}
<p class="facts">${panel.facts().map(escape).join(' · ')}</p>
<form method="post" action="/${id}/do" class="buttons">
  <button name="do" value="ten" class="primary" title="Adds, moves, cancels, and no-shows where there are any">Make ten changes</button>
  ${buttons.join('\n  ')}
</form>
${addForm(panel, facts)}
${table(panel, facts)}
</section>`
}

function addForm({ id, book }: Panel, { clients, nowMs, timeZone }: PageFacts): string {
  const options = clients.map(({ name, email }) => `<option value="${escape(email)}">${escape(name)}</option>`)
  return `<form method="post" action="/${id}/add" class="add">
  <label>What <input name="title" value="Consultation" required maxlength="80"></label>
  <label>Client <select name="client">${options.join('')}</select></label>
  <label>Start <input type="datetime-local" name="start" value="${localTime(nowMs, timeZone)}" required></label>
  <label>Minutes <input type="number" name="minutes" value="30" min="5" max="600" required></label>
  <button>Add</button>${
    book === undefined
      ? ''
      : `
  <button name="by" value="visitor" title="As a visitor, who is then sent to Deskbell’s booking page">Book as a visitor</button>`
  }
</form>`
}

function table({ id, name, rows, rowActions }: Panel, facts: PageFacts): string {
  const { timeZone } = facts
  const listed = rows()
  if (listed.length === 0) return '<p>Nothing is booked.</p>'
  const lines = listed.map(
    (row) => `<tr data-state="${row.state}">
  <td>${escape(day(row.startMs, timeZone))}</td><td>${escape(clock(row.startMs, timeZone))}</td><td>${lengthOf(row)}</td>
  <td>${escape(row.title)}</td><td>${escape(row.client)}</td><td>${escape(row.where)}</td><td>${row.state}</td>
  <td>${row.can.length === 0 ? '' : rowForm(id, row, rowActions, timeZone)}</td>
</tr>`,
  )
  return `<div class="scroll"><table aria-label="${escape(name)}">
<thead><tr><th>Day</th><th>Start</th><th>Length</th><th>What</th><th>Client</th><th>With</th><th>State</th><th>Change</th></tr></thead>
<tbody>${lines.join('\n')}</tbody></table></div>`
}

function rowForm(panelId: string, row: Row, rowActions: Panel['rowActions'], timeZone: string): string {
  const buttons = row.can.map((key) => `<button name="do" value="${key}">${escape(rowActions[key]?.label ?? key)}</button>`)
  const to = row.can.includes('move')
    ? `<input type="datetime-local" name="to" aria-label="New start" value="${localTime(row.startMs + 3_600_000, timeZone)}">`
    : ''
  return `<form method="post" action="/${panelId}/row">
<input type="hidden" name="id" value="${escape(row.id)}">${to}${buttons.join('')}</form>`
}

function lengthOf({ minutes }: Row): string {
  return minutes >= 1_380 ? 'all day' : `${minutes} min`
}

function copyable(value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 28)}…${value.slice(-12)}` : value
  return `<code title="${escape(value)}">${escape(shown)}</code> <button type="button" data-copy="${escape(value)}">Copy</button>`
}

function day(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone }).format(ms)
}

function clock(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(ms)
}

/** As a browser's field wants it: `2026-03-05T14:00`. */
function localTime(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(ms).replace(' ', 'T')
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a3f4a); --quiet: light-dark(#555c68, #a9b0bd);
  --sunken: light-dark(#f5f6f8, #1d2027); --main: light-dark(#3b4cca, #a5b0ff); font: 14px/1.45 system-ui, sans-serif }
body { margin: 0; background: light-dark(#fff, #15171c) }
header { position: sticky; top: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 20px; padding: 8px 20px;
  background: var(--sunken); border-bottom: 1px solid var(--line) }
h1 { margin: 0; font-size: 16px } h2 { margin: 0 0 6px; font-size: 16px } nav { display: flex; gap: 14px; flex: 1 } a { color: var(--main) }
main { max-width: 1240px; margin: 0 auto; padding: 8px 20px 40px } small, .facts { color: var(--quiet) }
section { margin: 20px 0; padding: 14px 16px; border: 1px solid var(--line); border-radius: 8px; scroll-margin-top: 56px }
p { margin: 6px 0 } .typed span { display: inline-block; min-width: 150px; color: var(--quiet) } .facts { overflow-wrap: anywhere }
code { padding: 1px 5px; border-radius: 4px; background: var(--sunken); font-size: 13px }
.said { padding: 6px 10px; border-left: 3px solid var(--main); background: var(--sunken) }
.buttons, .add, td form { display: flex; flex-wrap: wrap; gap: 6px } td form { flex-wrap: nowrap } .add { align-items: end; margin: 10px 0 }
.add label { display: grid; color: var(--quiet); font-size: 13px }
button, input, select { box-sizing: border-box; height: 28px; font: inherit; padding: 2px 8px; border: 1px solid var(--line); border-radius: 5px;
  background: light-dark(#fff, #23262e); color: inherit }
button { cursor: pointer } button:hover { border-color: var(--main) } .primary { border-color: var(--main); color: var(--main); font-weight: 600 }
:focus-visible { outline: 2px solid var(--main); outline-offset: 1px }
.scroll { overflow-x: auto } table { width: 100%; border-collapse: collapse; font-size: 13px }
th { text-align: left; font-weight: 600; color: var(--quiet) } th, td { padding: 3px 8px 3px 0; border-top: 1px solid var(--line); white-space: nowrap }
td:nth-child(4), td:nth-child(5) { white-space: normal } tr[data-state=cancelled] td:nth-child(-n+6) { text-decoration: line-through; color: var(--quiet) }
td input { width: 172px }`

const script = `
for (const button of document.querySelectorAll('[data-copy]'))
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.textContent = 'Copied'
    setTimeout(() => { button.textContent = 'Copy' }, 1500)
  })`
