import { presentLocale } from '../ui/t.tsx'

/** Before anybody is signed in the office's zone is not told: this machine's clock, with its zone. */
export function dateWords(atMs: number): string {
  return new Intl.DateTimeFormat(presentLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(atMs)
}
