import type { Translate } from '../../shared/messages/translator.ts'

export type SignInPage = 'done' | 'not-done' | 'not-ours'

const titles = { done: 'signInPage.done', 'not-done': 'signInPage.notDone', 'not-ours': 'signInPage.notOurs' } as const
const texts = { done: 'signInPage.doneMeans', 'not-done': 'signInPage.notDoneMeans', 'not-ours': 'signInPage.notOursMeans' } as const

/** What the browser shows at the end of a sign-in. Nothing of what it came with is on it. */
export function composeSignInPage(page: SignInPage, { t, language }: { readonly t: Translate; readonly language: string }): string {
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Deskbell</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 30rem; margin: 20vh auto 0; padding: 0 1.5rem }
  h1 { font-size: 1.25rem; margin: 0 0 0.5rem }
</style>
<h1>${t(titles[page])}</h1>
<p>${t(texts[page])}</p>
</html>
`
}
