/** What an error says of itself without its message, which may quote a body or a header. */
export function describeError(error: unknown): { readonly name: string; readonly code: string | null; readonly where: string | null } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, where: null }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    code,
    where:
      frames
        .slice(0, 5)
        .map((line) => line.trim())
        .join(' < ') || null,
  }
}
