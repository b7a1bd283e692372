/** Close enough to say so while it is typed; the desk looks once more, and more strictly. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text)
}
