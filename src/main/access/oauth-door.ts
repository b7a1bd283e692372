import formbody from '@fastify/formbody'
import OAuth2Server from '@node-oauth/oauth2-server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { scopes, type Scope } from '../../shared/sharing-words.ts'
import { atTheDoor, type Door } from '../receiver/door.ts'
import { createLimit, failuresPerMinute } from '../rest/limits.ts'
import { tokenLifeMs, type Access, type Principal } from './access.ts'

export const tokenPath = '/oauth/token'

/** Of one key: a token lasts an hour, and whoever asks for more than this has a mistake in a loop. */
export const tokensPerMinute = 60
const grant = 'client_credentials'
const slowDown = { name: 'slow_down', message: 'Too many requests, try again in a minute' }

/**
 * RFC 6749, 3.2: a parameter that came twice is refused, because it must not be guessed which one is meant; one without a value is none.
 */
const formSchema = z
  .record(z.string(), z.string())
  .transform((form) => Object.fromEntries(Object.entries(form).filter(([, value]) => value !== '')))

/** Makes tokens of API keys by OAuth 2 client credentials (RFC 6749, 4.4): the client's id is the key's prefix, its secret the key. */
export function oauthDoor(access: Access): Door {
  const server = new OAuth2Server({
    model: modelOf(access, createLimit(tokensPerMinute)),
    accessTokenLifetime: tokenLifeMs / 1000,
  })
  const countFailure = createLimit(failuresPerMinute)

  /** Whoever guesses keeps nobody out who has a key: only what fails is counted. */
  async function refuse(reply: FastifyReply, status: number, error: string, description: string): Promise<FastifyReply> {
    const { isAllowed, resetSeconds } = await countFailure('everyone')
    if (!isAllowed) return tellError(reply.header('retry-after', resetSeconds), 429, slowDown.name, slowDown.message)
    if (status === 429) reply.header('retry-after', 60)
    if (error !== 'invalid_client') return tellError(reply, status, error, description)
    // RFC 6749, 5.2, demands it of whoever came with the header, and allows it for everybody.
    return tellError(reply.header('www-authenticate', 'Basic realm="deskbell"'), 401, error, description)
  }

  return {
    methodsOf: (path) => (path === tokenPath ? 'POST' : null),
    async open(app, to) {
      await app.register(formbody, { bodyLimit: 8192 })
      app.addHook('onRequest', atTheDoor(to))
      app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
        const { statusCode = 500 } = error
        if (statusCode === 415) return refuse(reply, 400, 'invalid_request', 'Send application/x-www-form-urlencoded')
        if (statusCode < 500) return refuse(reply, statusCode, 'invalid_request', 'The request cannot be read')
        return tellError(reply.header('retry-after', '5'), 503, 'temporarily_unavailable', 'Not ready, try again')
      })
      app.post(tokenPath, async (request, reply) => {
        const form = formSchema.safeParse(request.body)
        if (!form.success) return refuse(reply, 400, 'invalid_request', 'Send each parameter once, as application/x-www-form-urlencoded')
        const { grant_type: asksFor = grant } = form.data
        if (asksFor !== grant) return refuse(reply, 400, 'unsupported_grant_type', `Here \`grant_type\` is ${grant}`)
        const asked = new OAuth2Server.Request({ headers: headersOf(request), method: 'POST', query: {}, body: form.data })
        const answer = new OAuth2Server.Response({})
        try {
          await server.token(asked, answer)
        } catch (error) {
          if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) throw error
          return refuse(reply, error.code, error.name, error.message)
        }
        // RFC 6749, 5.1: nobody on the way keeps it.
        return reply.code(200).headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send(answer.body)
      })
    },
  }
}

/** By whom it is asked, and in which form; the library reads nothing else of the head. */
function headersOf({ headers }: FastifyRequest): Record<string, string> {
  const { authorization, 'content-type': type = '', 'content-length': length = '0' } = headers
  return { 'content-type': type, 'content-length': length, ...(authorization !== undefined && { authorization }) }
}

function tellError(reply: FastifyReply, status: number, error: string, description: string): FastifyReply {
  return reply.code(status).headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send({ error, error_description: description })
}

/** What the protocol's library asks of us. It knows a client by its principal. */
function modelOf(access: Access, countToken: ReturnType<typeof createLimit>): OAuth2Server.ClientCredentialsModel {
  const grants = [grant]
  const principalOf = (client: OAuth2Server.Client): Principal => client['principal'] as Principal
  return {
    async getClient(clientId, clientSecret) {
      const principal = access.authenticateClient(clientId, clientSecret)
      return typeof principal === 'string' ? null : { id: clientId, grants, principal }
    },
    getUserFromClient: async (client) => principalOf(client),
    async validateScope(_user, client, asked) {
      const { scopes: own } = principalOf(client)
      if (asked === undefined || asked.length === 0) return [...own]
      return asked.every((scope) => own.some((each) => each === scope)) ? asked : null
    },
    async saveToken({ scope: asked = [] }, client, user) {
      const principal = principalOf(client)
      const { isAllowed } = await countToken(String(principal.keyId))
      if (!isAllowed) throw new OAuth2Server.OAuthError(slowDown.message, { code: 429, name: slowDown.name })
      const granted: Scope[] = scopes.filter((scope) => asked.includes(scope))
      const accessToken = await access.issueToken(principal, granted)
      // By the library's clock, of which it takes the time that is left.
      return { accessToken, accessTokenExpiresAt: new Date(Date.now() + tokenLifeMs), scope: granted, client, user }
    },
    // Tokens are judged by `access.authenticate`; the library only makes them.
    getAccessToken: async () => null,
  }
}
