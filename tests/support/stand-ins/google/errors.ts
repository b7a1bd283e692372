/** An error as Google's APIs tell it. */
export interface GoogleError {
  readonly status: number
  readonly body: object
}

function errorOf(status: number, domain: string, reason: string, message: string, more: object = {}): GoogleError {
  return { status, body: { error: { errors: [{ domain, reason, message, ...more }], code: status, message } } }
}

/** The bodies follow the documentation's table of errors and what clients report. */
export const errors = {
  unauthorized: errorOf(401, 'global', 'authError', 'Invalid Credentials', { locationType: 'header', location: 'Authorization' }),
  scope: errorOf(403, 'global', 'insufficientPermissions', 'Insufficient Permission: Request had insufficient authentication scopes.'),
  rateLimit: errorOf(403, 'usageLimits', 'rateLimitExceeded', 'Rate Limit Exceeded'),
  userRateLimit: errorOf(403, 'usageLimits', 'userRateLimitExceeded', 'User Rate Limit Exceeded'),
  tooMany: errorOf(429, 'usageLimits', 'rateLimitExceeded', 'Rate Limit Exceeded'),
  backend: errorOf(503, 'global', 'backendError', 'Backend Error'),
  notFound: errorOf(404, 'global', 'notFound', 'Not Found'),
  gone: errorOf(410, 'calendar', 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', {
    locationType: 'parameter',
    location: 'syncToken',
  }),
  badRequest: (message: string) => errorOf(400, 'global', 'badRequest', message),
  invalid: (parameter: string, message: string) =>
    errorOf(400, 'global', 'invalid', message, { locationType: 'parameter', location: parameter }),
  required: (parameter: string) => errorOf(400, 'global', 'required', `Missing required field: ${parameter}`),
  channelIdNotUnique: (id: string) => errorOf(400, 'global', 'channelIdNotUnique', `Channel id ${id} not unique`),
  notHttps: (address: string) => errorOf(400, 'global', 'push.webhookUrlNotHttps', `WebHook callback must be HTTPS: ${address}`),
  channelNotFound: (id: string) => errorOf(404, 'global', 'notFound', `Channel '${id}' not found for project 'sandbox'`),
} as const
