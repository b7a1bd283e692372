import { networkInterfaces } from 'node:os'

/** The addresses under which this machine is in networks, as one text that differs when one of them does. */
export function describeNetwork(): string {
  const addresses = Object.entries(networkInterfaces()).flatMap(([name, own = []]) =>
    // Link-local ones come and go with the interface; tunnels to other machines count.
    own.filter(({ internal, address }) => !internal && !address.startsWith('fe80:')).map(({ address }) => `${name} ${address}`),
  )
  return addresses.sort().join('\n')
}
