/** What the contract's validation refused, by the field's path: `{ 'typeRules.0.pattern': '…' }`. Empty: the failure is about no field. */
export function fieldErrors(error: unknown): Record<string, string> {
  const issues = issuesOf(error)
  return Object.fromEntries(
    issues.map(({ path, message }) => [(path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'), message]),
  )
}

interface Issue {
  readonly message: string
  /** As Standard Schema has it: a key, or an object around one. */
  readonly path?: readonly (string | number | { readonly key: string | number })[]
}

function issuesOf(error: unknown): readonly Issue[] {
  if (typeof error !== 'object' || error === null || !('data' in error)) return []
  const { data } = error
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return []
  return data.issues as Issue[]
}
