/** What a failed call says to a person. Typed errors of the contract carry a sentence; an unreachable desk is named as such. */
export function errorSentence(error: unknown): string {
  if (hasCode(error, 'DESK_UNREACHABLE')) return 'The window has lost its connection to the desk. It is being restored.'
  if (error instanceof Error && error.message) return error.message
  return 'The desk answered with an error that says nothing more.'
}

/** True for an error of the contract, or of the connection, with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
