import { createHash } from 'node:crypto'

/** Shown instead of a way back, where the request for a sign-in is wrong: nobody may be sent to an address that is not the client's. */
export function refusalPage(reason: string, detail: string): string {
  return pageOf(`<h1>Access blocked: authorization error</h1><p>Error 400: ${reason}</p><p>${escape(detail)}</p>`)
}

export interface Consent {
  readonly accounts: readonly { readonly email: string; readonly name: string }[]
  readonly scopes: readonly string[]
  /** Where the answer goes, with what the request carried. */
  readonly action: string
}

/** The page on which a person chooses an account and says what the app may do. */
export function consentPage({ accounts, scopes, action }: Consent): string {
  const boxes = scopes.map(
    (scope) => `<label><input type="checkbox" name="scope" value="${escape(scope)}" checked> ${escape(wordsOf(scope))}</label>`,
  )
  const forms = accounts.map(
    ({ email, name }) => `
<form method="post" action="${escape(action)}">
  <h2>${escape(name)} <small>${escape(email)}</small></h2>
  <input type="hidden" name="email" value="${escape(email)}">
  ${boxes.join('\n  ')}
  <p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p>
</form>`,
  )
  return pageOf(`<h1>Deskbell wants to access a Google account</h1>
<p>This is the sandbox: nobody is asked for a password, and none of these people exist.</p>${forms.join('')}`)
}

function wordsOf(scope: string): string {
  const [, name] = scope.split('/auth/')
  return name ?? scope
}

function pageOf(content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in – the sandbox's Google</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
h1 { font-size: 1.3rem } h2 { font-size: 1rem } small { font-weight: normal; opacity: .75 }
form { border: 1px solid #8886; border-radius: 8px; padding: 0 1rem; margin: 1rem 0 }
label { display: block }
button { font: inherit; padding: .3rem 1rem }
</style>
${content}
</html>`
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** RFC 7636, S256. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}
