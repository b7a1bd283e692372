/** What a person does in the browser. */
export interface SignInAsked {
  readonly email: string
  readonly decision?: 'allow' | 'deny'
  /** What they leave ticked; everything unless told. */
  readonly scopes?: (scope: string) => boolean
}

/**
 * Opens Google's page, chooses the account, presses Allow or Deny, and goes where it sends them.
 *
 * @param url what the app would open in the system's browser.
 * @returns what the app shows in the browser at the end.
 */
export async function signInAt(url: string, { email, decision = 'allow', scopes = () => true }: SignInAsked): Promise<string> {
  const page = await fetch(url)
  const html = await page.text()
  if (!page.ok) throw new Error(`Google's page refuses the sign-in: ${html}`)
  const forms = html.split('<form ').slice(1)
  const form = forms.find((one) => one.includes(`value="${email}"`))
  const action = /action="([^"]+)"/.exec(form ?? '')?.[1]
  if (form === undefined || action === undefined) throw new Error(`Google's page offers nobody called ${email}: ${html}`)
  const asked = [...form.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope = '']) => unescaped(scope))
  const body = new URLSearchParams([['email', email], ['decision', decision], ...asked.filter(scopes).map((scope) => ['scope', scope])])
  const answer = await fetch(new URL(unescaped(action), url), { method: 'POST', body })
  return answer.text()
}

function unescaped(html: string): string {
  return html.replaceAll(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)))
}
