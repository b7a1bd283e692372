import { z } from 'zod'

/** What is wrong with one field: of the query, the path, a header or the body. */
export const fieldErrorSchema = z.strictObject({
  field: z.string().meta({ description: 'The parameter, or the path within the body.', examples: ['client.email'] }),
  message: z.string().meta({ description: 'What is expected.', examples: ['an e-mail address, such as jane@example.com'] }),
})
export type FieldError = z.infer<typeof fieldErrorSchema>

const fields = z.strictObject({ errors: z.array(fieldErrorSchema) })

/**
 * Every refusal of the REST API: its code is the member's name in lower case, and stays. `status` is HTTP's; `message` is the title, of which
 * an answer's detail says more.
 */
export const restErrors = {
  INVALID_PARAMETER: { status: 400, message: 'A parameter is wrong', data: fields },
  INVALID_JSON: { status: 400, message: 'The body is not JSON that can be read' },
  UNAUTHENTICATED: { status: 401, message: 'An API key or an access token is needed' },
  INVALID_TOKEN: { status: 401, message: 'The API key or access token does not count' },
  INSUFFICIENT_SCOPE: { status: 403, message: 'The API key may not do this' },
  NOT_FOUND: { status: 404, message: 'There is no such thing' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'This method is not for this address' },
  NOT_ACCEPTABLE: { status: 406, message: 'There is no answer in a format that is accepted' },
  AT_PROVIDER: { status: 409, message: 'The appointment was booked elsewhere', data: z.strictObject({ url: z.string().nullable() }) },
  APPOINTMENT_CANCELLED: { status: 409, message: 'The appointment is cancelled' },
  APPOINTMENT_REPLACED: { status: 409, message: 'The appointment was replaced by another one' },
  NOTHING_TO_UNDO: { status: 409, message: 'There is nothing that this key could take back' },
  GONE: { status: 410, message: 'What this request made is not there any more' },
  EVENTS_GONE: { status: 410, message: 'Events after this one are not kept any more' },
  PRECONDITION_FAILED: { status: 412, message: 'It was changed since it was read' },
  TOO_LARGE: { status: 413, message: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'The body has to be sent as application/json' },
  MISDIRECTED: { status: 421, message: 'This desk has another name' },
  INVALID_BODY: { status: 422, message: 'Something in the body is wrong', data: fields },
  IDEMPOTENCY_KEY_REUSED: { status: 422, message: 'This Idempotency-Key was used for another request' },
  RATE_LIMITED: { status: 429, message: 'Too many requests' },
  TOO_MANY_STREAMS: { status: 429, message: 'Too many open streams of events' },
  UNAVAILABLE: { status: 503, message: 'The desk cannot answer now' },
} as const

export type RestErrorName = keyof typeof restErrors
/** As it stands in an answer. */
export type ProblemCode = Lowercase<RestErrorName>

export function problemCodeOf(name: RestErrorName): ProblemCode {
  return name.toLowerCase() as ProblemCode
}

/** Where the guide says more of it; it never changes. */
export const problemType = (code: ProblemCode): string => `/docs/problems/${code}`

/** RFC 9457: the body of every refusal, as `application/problem+json`. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Names the kind of problem, and leads to what the guide says of it.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().meta({ description: 'What happened this time, and what to do, for a person to read.' }),
    code: z.enum(Object.keys(restErrors).map((name) => problemCodeOf(name as RestErrorName)) as [ProblemCode, ...ProblemCode[]]).meta({
      description: 'Stable: for programs to decide by.',
    }),
    errors: z.array(fieldErrorSchema).optional().meta({ description: 'Which fields are wrong, where fields are.' }),
    url: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Where the provider lets the appointment be changed; null: it gave no address.' }),
  })
  .meta({
    description: 'What went wrong, after RFC 9457.',
    examples: [
      {
        type: '/docs/problems/invalid_parameter',
        title: 'A parameter is wrong',
        status: 400,
        detail: 'endDate: a date such as 2026-11-21, or an instant with its zone such as 2026-11-21T14:00:00+01:00',
        code: 'invalid_parameter',
        errors: [{ field: 'endDate', message: 'a date such as 2026-11-21, or an instant with its zone such as 2026-11-21T14:00:00+01:00' }],
      },
    ],
  })
export type Problem = z.infer<typeof problemSchema>

/** What any request may meet. */
export const anyTime = pick(
  'INVALID_PARAMETER',
  'UNAUTHENTICATED',
  'INVALID_TOKEN',
  'INSUFFICIENT_SCOPE',
  'NOT_ACCEPTABLE',
  'MISDIRECTED',
  'RATE_LIMITED',
  'UNAVAILABLE',
)
/** What any request with a body may meet beside. */
export const withBody = {
  ...anyTime,
  ...pick('INVALID_JSON', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'INVALID_BODY', 'IDEMPOTENCY_KEY_REUSED', 'GONE'),
}

export function pick<Name extends RestErrorName>(...names: Name[]): Pick<typeof restErrors, Name> {
  return Object.fromEntries(names.map((name) => [name, restErrors[name]])) as Pick<typeof restErrors, Name>
}
