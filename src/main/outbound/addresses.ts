import ipaddr from 'ipaddr.js'

/**
 * Who may be sent to at an address. `public`: anybody. `office`: this machine and the networks of an office, once the admin has allowed
 * the host by its name. `never`: what no subscriber can be, such as a cloud's metadata or everybody at once.
 */
export type AddressKind = 'public' | 'office' | 'never'

const officeRanges = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']
/** Metadata of clouds that does not lie in a range for it: Azure's 168.63.129.16, Amazon's over IPv6. */
const metadata = ['168.63.129.16', 'fd00:ec2::254', '100.100.100.200']

/** @param text an IP address, as a resolver gives it. */
export function addressKindOf(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return 'never'
  const address = ipaddr.process(text.split('%')[0] ?? '')
  if (metadata.includes(address.toString())) return 'never'
  if (address instanceof ipaddr.IPv4) return kindOfRange(address.range())
  // RFC 6052: on a network without IPv4, public names resolve to these.
  if (address.match(ipaddr.IPv6.parse('64:ff9b::'), 96)) {
    return addressKindOf(ipaddr.fromByteArray(address.toByteArray().slice(12)).toString())
  }
  // 2000::/3 is all that was ever given out; the rest of "unicast" holds old ways of writing IPv4.
  if (address.range() === 'unicast') return address.match(ipaddr.IPv6.parse('2000::'), 3) ? 'public' : 'never'
  return kindOfRange(address.range())
}

function kindOfRange(range: string): AddressKind {
  if (range === 'unicast') return 'public'
  return officeRanges.includes(range) ? 'office' : 'never'
}
