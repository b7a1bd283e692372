/*
 * What was written and is not saved yet outlives the page, the window and a desk that does not answer.
 * Apart from `createMemory`: a draft is there only as long as it is not saved.
 */

const prefix = 'deskbell.note.'

export function readDraft(clientId: number): string | null {
  return localStorage.getItem(`${prefix}${clientId}`)
}

export function keepDraft(clientId: number, text: string): void {
  try {
    localStorage.setItem(`${prefix}${clientId}`, text)
  } catch {
    // A full or forbidden storage: the text is still in the field, and is saved within a second.
  }
}

/** @param text what was saved; a draft that says something else by now stays. */
export function dropDraft(clientId: number, text: string): void {
  if (readDraft(clientId) === text) localStorage.removeItem(`${prefix}${clientId}`)
}

/** For a client who was erased: what was written about them goes with them, and their number may become somebody else's. */
export function forgetDraft(clientId: number): void {
  localStorage.removeItem(`${prefix}${clientId}`)
}
