/** An address that may be put into a link, with the name of its host to show; null for anything but http and https. */
export function safeLink(address: string | null): { href: string; hostName: string } | null {
  if (address === null || !URL.canParse(address)) return null
  const { protocol, href, host } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? { href, hostName: host } : null
}
