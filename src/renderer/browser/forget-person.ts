/** What says nothing of a person's work: this browser's looks and language. */
const kept = ['deskbell.color-scheme', 'deskbell.language', 'deskbell.appearance', 'deskbell.privacy']

/** Takes what the page remembered for somebody out of the browser: where they stood, what they typed and had not saved. */
export function forgetPerson(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('deskbell.') && !kept.includes(key)) localStorage.removeItem(key)
  }
}
