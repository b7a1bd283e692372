/**
 * Whether somebody takes an answer of this type (RFC 9110, 12.5.1). Weights only order what is taken, and there is nothing to choose from;
 * a weight of 0 refuses.
 *
 * @param accept the header; undefined: anything is taken.
 */
export function accepts(accept: string | undefined, mediaType: string): boolean {
  if (accept === undefined || accept.trim() === '') return true
  const [kind = ''] = mediaType.split('/')
  const ranges = accept.split(',').map((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return { name, isRefused: parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter)) }
  })
  // The more exact of two ranges counts.
  const range = [mediaType, `${kind}/*`, '*/*'].map((name) => ranges.find((each) => each.name === name)).find((each) => each !== undefined)
  return range !== undefined && !range.isRefused
}
