/*
 * Addresses and ranges (CIDR, RFC 4632 and RFC 4291), as people write them and as they are kept. Pure, for the window and for the desk.
 */

interface Parsed {
  readonly family: 4 | 6
  readonly bits: bigint
}

/**
 * An address, or a range whose first address is that of its network: `10.1.2.3/8` becomes `10.0.0.0/8`, IPv6 is shortened (RFC 5952), a whole
 * address loses its `/32` or `/128`, and IPv4 told as IPv6 is told as IPv4. Null: it is neither.
 */
export function normaliseRange(text: string): string | null {
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? []
  const written = parse(address)
  if (written === null) return null
  const whole = widthOf(written)
  const wanted = length === undefined ? whole : Number(length)
  if (wanted > whole) return null
  const { parsed, prefix } = unmapped(written, wanted)
  const width = widthOf(parsed)
  const host = BigInt(width - prefix)
  const network = format({ family: parsed.family, bits: (parsed.bits >> host) << host })
  return prefix === width ? network : `${network}/${prefix}`
}

/** So wide that it keeps hardly anybody out: whole continents, or more than one provider's network. @param range normalised. */
export function isWideRange(range: string): boolean {
  const [address = '', prefix] = range.split('/')
  if (prefix === undefined) return false
  return Number(prefix) <= (address.includes(':') ? 24 : 8)
}

/** All of `127.0.0.0/8`, and `::1`. @param address as Node tells it. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./i.test(address)
}

/** Whose address it is, where one sender has a whole network of them: IPv6's customers usually get 64 bits (RFC 6177). */
export function senderOf(address: string): string {
  return address.includes(':') ? (normaliseRange(`${address}/64`) ?? address) : address
}

const widthOf = ({ family }: Parsed): number => (family === 4 ? 32 : 128)

function parse(address: string): Parsed | null {
  return address.includes(':') ? parseV6(address) : parseV4(address)
}

function parseV4(address: string): Parsed | null {
  const octets = address.split('.')
  // A leading zero is octal to some, decimal to others.
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)) return null
  return { family: 4, bits: octets.reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n) }
}

function parseV6(address: string): Parsed | null {
  const halves = address.split('::')
  if (halves.length > 2) return null
  const [first, last] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')]
  const missing = 8 - first.length - last.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...first, ...Array<string>(missing).fill('0'), ...last]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return { family: 6, bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n) }
}

/** An IPv4 address at the end stands for two groups. */
function groupsOf(text: string): string[] {
  if (text === '') return []
  const groups = text.split(':')
  const embedded = parseV4(groups.at(-1) ?? '')
  if (embedded === null) return groups
  return [...groups.slice(0, -1), (embedded.bits >> 16n).toString(16), (embedded.bits & 0xffffn).toString(16)]
}

/** `::ffff:10.0.0.0/104` is `10.0.0.0/8` to a socket that listens to both families. */
function unmapped(parsed: Parsed, prefix: number): { readonly parsed: Parsed; readonly prefix: number } {
  if (parsed.family === 4 || prefix < 96 || parsed.bits >> 32n !== 0xffffn) return { parsed, prefix }
  return { parsed: { family: 4, bits: parsed.bits & 0xffffffffn }, prefix: prefix - 96 }
}

function format({ family, bits }: Parsed): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join('.')
  const groups = Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16))
  const text = `:${groups.join(':')}:`
  // The longest run of zeros, the first of equally long ones; a single zero stays.
  const longest = text.match(/:(?:0:){2,}/g)?.reduce((best, run) => (run.length > best.length ? run : best)) ?? ''
  return longest === '' ? groups.join(':') : text.replace(longest, '::').replace(/^:(?!:)|(?<!:):$/g, '')
}
