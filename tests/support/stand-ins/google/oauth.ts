import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { challengeOf, consentPage, refusalPage } from './oauth-page.ts'

export interface GoogleClient {
  readonly id: string
  /** Null: one of the newer clients for desktop apps, which need none. */
  readonly secret: string | null
}

export interface GooglePerson {
  readonly email: string
  readonly name: string
}

/** Whoever shows an access token. */
export interface Bearer {
  readonly email: string
  readonly scopes: readonly string[]
}

export interface GoogleAuthority {
  /** Null: the token is wrong, has ended or was revoked. */
  bearerOf(authorization: string | undefined): Bearer | null
  /** Access tokens end now; refresh tokens go on. */
  expireAccessTokens(): void
  /** What a person does in their account, or a project "in testing" after seven days: no token of theirs counts any more. */
  revoke(email: string): void
  /** Refresh tokens that still count. */
  refreshTokens(): number
}

export interface AuthorityParts {
  readonly client: GoogleClient
  readonly people: readonly GooglePerson[]
  readonly now: () => number
  readonly nextId: (kind: string) => string
}

const authorisePath = '/o/oauth2/v2/auth'
const accessTokenSeconds = 3_599
const codeLifeMs = 10 * 60_000
const loopback = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?(\/.*)?$/

const authoriseSchema = z.looseObject({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.string(),
  scope: z.string(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  state: z.string().optional(),
})
type Authorise = z.infer<typeof authoriseSchema>

const decisionSchema = z.looseObject({ decision: z.enum(['allow', 'deny']), email: z.string() })
const tokenRequestSchema = z.looseObject({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  code_verifier: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
})
type TokenRequest = z.infer<typeof tokenRequestSchema>

interface Grant extends Bearer {
  /** Of whom: revoking ends all tokens of a grant. */
  readonly id: string
}

/** Google's sign-in for installed apps, with PKCE and a loopback redirect, as its guide tells it. */
export function addAuthority(app: FastifyInstance, { client, people, now, nextId }: AuthorityParts): GoogleAuthority {
  const codes = new Map<string, { readonly grant: Grant; readonly asked: Authorise; readonly untilMs: number }>()
  const refreshTokens = new Map<string, Grant>()
  const accessTokens = new Map<string, { readonly grant: Grant; readonly untilMs: number }>()

  /** A form posts several boxes of one name; the common parser keeps the last one only. */
  const scopesOf = (body: string): string[] => new URLSearchParams(body).getAll('scope')

  function wrongIn(asked: Authorise): readonly [reason: string, detail: string] | null {
    if (asked.client_id !== client.id) return ['invalid_client', 'The OAuth client was not found.']
    if (!loopback.test(asked.redirect_uri)) return ['redirect_uri_mismatch', `redirect_uri=${asked.redirect_uri}`]
    if (asked.response_type !== 'code') return ['unsupported_response_type', `response_type=${asked.response_type}`]
    if (asked.code_challenge === undefined || asked.code_challenge_method !== 'S256') {
      return ['invalid_request', 'A code_challenge of the method S256 is missing.']
    }
    if (asked.state === undefined) return ['invalid_request', 'A state is missing.']
    return asked.scope.trim() === '' ? ['invalid_scope', 'No scope was asked for.'] : null
  }

  app.get(authorisePath, async (request, reply) => {
    const asked = authoriseSchema.safeParse(request.query)
    void reply.type('text/html; charset=utf-8')
    const missing = asked.error?.issues[0]?.path.join('.')
    if (!asked.success) return reply.code(400).send(refusalPage('invalid_request', `Missing required parameter: ${missing}`))
    const wrong = wrongIn(asked.data)
    if (wrong !== null) return reply.code(400).send(refusalPage(...wrong))
    const [, query = ''] = request.url.split('?')
    return consentPage({ accounts: people, scopes: asked.data.scope.split(' '), action: `${authorisePath}?${query}` })
  })

  void app.register(async (form) => {
    form.removeContentTypeParser('application/x-www-form-urlencoded')
    form.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, String(body)),
    )
    form.post<{ Body: string }>(authorisePath, async (request, reply) => {
      const asked = authoriseSchema.parse(request.query)
      if (wrongIn(asked) !== null) return reply.code(400).send()
      const { decision, email } = decisionSchema.parse(Object.fromEntries(new URLSearchParams(request.body)))
      const back = new URL(asked.redirect_uri)
      back.searchParams.set('state', asked.state ?? '')
      if (decision === 'deny') {
        back.searchParams.set('error', 'access_denied')
        return reply.redirect(back.href)
      }
      const code = `4/0${nextId('code')}`
      const scopes = scopesOf(request.body)
      codes.set(code, { grant: { id: nextId('grant'), email, scopes }, asked, untilMs: now() + codeLifeMs })
      back.searchParams.set('code', code)
      back.searchParams.set('scope', scopes.join(' '))
      return reply.redirect(back.href)
    })
  })

  const refuse = (reply: FastifyReply, status: number, error: string, description: string): FastifyReply =>
    reply.code(status).send({ error, error_description: description })

  function tokensFor(grant: Grant, refreshToken: string | null): object {
    const accessToken = `ya29.${nextId('access')}`
    accessTokens.set(accessToken, { grant, untilMs: now() + accessTokenSeconds * 1_000 })
    return {
      access_token: accessToken,
      expires_in: accessTokenSeconds,
      scope: grant.scopes.join(' '),
      token_type: 'Bearer',
      ...(refreshToken !== null && { refresh_token: refreshToken }),
      ...(grant.scopes.includes('openid') && { id_token: idTokenOf(grant) }),
    }
  }

  function idTokenOf({ email, scopes }: Grant): string {
    const issuedAtSeconds = Math.floor(now() / 1_000)
    const claims = {
      iss: 'https://accounts.google.com',
      aud: client.id,
      azp: client.id,
      sub: subjectOf(email),
      ...(scopes.some((scope) => scope === 'email' || scope.endsWith('userinfo.email')) && { email, email_verified: true }),
      iat: issuedAtSeconds,
      exp: issuedAtSeconds + 3_600,
    }
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    return `${part({ alg: 'RS256', kid: 'sandbox', typ: 'JWT' })}.${part(claims)}.${Buffer.from('not signed').toString('base64url')}`
  }

  function exchange(reply: FastifyReply, { code = '', code_verifier = '', redirect_uri }: TokenRequest): object {
    const issued = codes.get(code)
    codes.delete(code)
    if (issued === undefined || issued.untilMs <= now()) return refuse(reply, 400, 'invalid_grant', 'Malformed auth code.')
    if (redirect_uri !== issued.asked.redirect_uri) return refuse(reply, 400, 'redirect_uri_mismatch', 'Bad Request')
    if (code_verifier === '') return refuse(reply, 400, 'invalid_grant', 'Missing code verifier.')
    if (challengeOf(code_verifier) !== issued.asked.code_challenge) return refuse(reply, 400, 'invalid_grant', 'Invalid code verifier.')
    const refreshToken = `1//0${nextId('refresh')}`
    refreshTokens.set(refreshToken, issued.grant)
    return tokensFor(issued.grant, refreshToken)
  }

  app.post('/token', async (request, reply) => {
    const parsed = tokenRequestSchema.safeParse(request.body)
    if (!parsed.success) return refuse(reply, 400, 'invalid_request', 'Bad Request')
    const asked = parsed.data
    if (asked.client_id !== client.id) return refuse(reply, 401, 'invalid_client', 'The OAuth client was not found.')
    if (client.secret !== null && (asked.client_secret ?? '') === '') {
      return refuse(reply, 400, 'invalid_request', 'client_secret is missing.')
    }
    if (client.secret !== null && asked.client_secret !== client.secret) return refuse(reply, 401, 'invalid_client', 'Unauthorized')
    if (asked.grant_type === 'authorization_code') return exchange(reply, asked)
    if (asked.grant_type !== 'refresh_token') return refuse(reply, 400, 'unsupported_grant_type', `Invalid grant_type: ${asked.grant_type}`)
    const grant = refreshTokens.get(asked.refresh_token ?? '')
    return grant === undefined ? refuse(reply, 400, 'invalid_grant', 'Token has been expired or revoked.') : tokensFor(grant, null)
  })

  app.post('/revoke', async (request, reply) => {
    const given = z.looseObject({ token: z.string().optional() })
    const token = given.parse(request.query).token ?? given.safeParse(request.body).data?.token ?? ''
    const grant = refreshTokens.get(token) ?? accessTokens.get(token)?.grant
    if (grant === undefined) return refuse(reply, 400, 'invalid_token', 'Token expired or revoked')
    forget(({ id }) => id === grant.id)
    return {}
  })

  app.get('/oauth2/v3/userinfo', async (request, reply) => {
    const bearer = bearerOf(request.headers.authorization)
    if (bearer === null) return refuse(reply, 401, 'invalid_request', 'Invalid Credentials')
    return { sub: subjectOf(bearer.email), email: bearer.email, email_verified: true }
  })

  function bearerOf(authorization: string | undefined): Bearer | null {
    const token = accessTokens.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '')
    return token === undefined || token.untilMs <= now() ? null : token.grant
  }

  function forget(which: (grant: Grant) => boolean): void {
    for (const [token, grant] of refreshTokens) if (which(grant)) refreshTokens.delete(token)
    for (const [token, { grant }] of accessTokens) if (which(grant)) accessTokens.delete(token)
  }

  return {
    bearerOf,
    expireAccessTokens: () => accessTokens.clear(),
    revoke: (email) => forget((grant) => grant.email === email),
    refreshTokens: () => refreshTokens.size,
  }
}

/** Google's own id of a person: 21 digits. */
function subjectOf(email: string): string {
  return BigInt(`0x${Buffer.from(email).toString('hex')}`)
    .toString()
    .slice(0, 21)
    .padStart(21, '1')
}
