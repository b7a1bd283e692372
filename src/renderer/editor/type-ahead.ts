/**
 * Keeps what is typed from now on away from the page's keys: who has asked for a form goes on with a name, and each of its letters would be a deed
 * of the chosen appointment.
 *
 * @returns ends it, with what was typed; null: Escape was pressed, so that the form is not wanted any more
 */
export function typeAhead(target: EventTarget = window): () => string | null {
  let text = ''
  let isWanted = true
  const keep = (event: Event): void => {
    const { key, ctrlKey, metaKey } = event as KeyboardEvent
    if (ctrlKey || metaKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (key === 'Escape') isWanted = false
    if (key === 'Backspace') text = text.slice(0, -1)
    if (key.length === 1) text += key
  }
  // Before all others: the page's own keys listen on the window, too.
  target.addEventListener('keydown', keep, { capture: true })
  return () => {
    target.removeEventListener('keydown', keep, { capture: true })
    return isWanted ? text : null
  }
}
