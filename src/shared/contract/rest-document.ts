import type { OpenAPI } from '@orpc/contract'

type Operation = OpenAPI.OperationObject
type Parameter = OpenAPI.ParameterObject
type Headers = Record<string, OpenAPI.HeaderObject>

const text = (description: string): OpenAPI.HeaderObject => ({ description, schema: { type: 'string' } })
const number = (description: string): OpenAPI.HeaderObject => ({ description, schema: { type: 'integer' } })

/** On every answer to a key that counts. */
const rateLimitHeaders: Headers = {
  'RateLimit-Limit': number('Requests that this API key may make in a minute.'),
  'RateLimit-Remaining': number('How many of them are left.'),
  'RateLimit-Reset': number('Seconds until all of them are there again.'),
}

/** What an answer carries beside its body. */
interface Carried {
  readonly etag?: boolean
  readonly link?: boolean
  readonly location?: boolean
}

/** For `route.spec`: what the schemas cannot say of an operation, because it is HTTP's own. */
export function documented({ etag = false, link = false, location = false }: Carried, ...more: Parameter[]) {
  return (operation: Operation): Operation => {
    const responses = { ...operation.responses }
    const [status = '200'] = Object.keys(responses).filter((each) => each.startsWith('2'))
    const headers: Headers = {
      ...rateLimitHeaders,
      ...(etag && { ETag: text('Names what was answered: for `If-None-Match`, and `If-Match`.') }),
      ...(link && { Link: text('With `rel="next"`: the address of the next page. Absent on the last one.') }),
      ...(location && { Location: text('The address of what was made.') }),
    }
    responses[status] = { ...(responses[status] as OpenAPI.ResponseObject), headers }
    const isRead = etag && more.length > 0
    if (isRead) responses['304'] = { description: 'It is as `If-None-Match` says.', headers }
    const parameters = (operation.parameters ?? []).map((parameter) => tidied(parameter as Parameter))
    return { ...operation, parameters: [...parameters, ...more], responses }
  }
}

/** The generator knows objects in queries, and takes a list for one; nobody need send what is empty. */
function tidied({ allowEmptyValue: _empty, allowReserved: _reserved, style, explode: _explode, ...parameter }: Parameter): Parameter {
  if (style !== 'deepObject') return parameter
  const { anyOf = [], ...said } = parameter.schema as OpenAPI.SchemaObject
  const list = anyOf.find((each) => 'type' in each && each.type === 'array')
  return { ...parameter, style: 'form', explode: true, schema: { ...said, ...list } } as Parameter
}

export const ifNoneMatch: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the answer that you have: the answer is 304, without a body, if it is still the same.',
  schema: { type: 'string' },
}

export const lastEventId: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that was received.',
  schema: { type: 'string', pattern: '^[0-9]{1,15}$' },
}
