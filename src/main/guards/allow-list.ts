import { BlockList, isIP } from 'node:net'

/** @param address as Node tells it; null: the sender is gone already. */
export type AllowList = (address: string | null) => boolean

/** Whether somebody may post. @param ranges of the settings; an empty list lets everyone in. */
export function createAllowList(ranges: () => readonly string[]): AllowList {
  let compiledFrom: readonly string[] = []
  let list = new BlockList()
  return (address) => {
    const present = ranges()
    if (present.length === 0) return true
    if (present !== compiledFrom) {
      list = compile(present)
      compiledFrom = present
    }
    if (address === null) return false
    // An address of this link alone carries the name of its interface.
    const [bare = ''] = address.split('%')
    const family = isIP(bare)
    return family !== 0 && list.check(bare, family === 4 ? 'ipv4' : 'ipv6')
  }
}

function compile(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}
