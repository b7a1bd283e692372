type Branch = { readonly [name: string]: string | Branch }

/** Each message of a catalogue with its place in it, such as `today.next`. */
export function flatMessages(branch: Branch, path = ''): [string, string][] {
  return Object.entries(branch).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] satisfies [string, string]] : flatMessages(value, `${path}${name}.`),
  )
}
