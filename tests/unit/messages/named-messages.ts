import { parseSync } from 'vite'

export interface NamedMessages {
  /** Places in the catalogue. */
  readonly whole: Set<string>
  /** Of places, a part of which is put in: that part stands for any name. */
  readonly patterns: Map<string, RegExp>
}

interface TemplatePart {
  readonly value: { readonly cooked: string }
}

/** Adds what a source file names of the catalogue. */
export function addNamed(fileName: string, source: string, { whole, patterns }: NamedMessages): void {
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    const node = value as Readonly<Record<string, unknown>>
    if (node['type'] === 'Literal' && typeof node['value'] === 'string') whole.add(node['value'])
    if (node['type'] === 'TemplateLiteral') note((node['quasis'] as TemplatePart[]).map((part) => part.value.cooked))
    Object.values(node).forEach(visit)
  }
  const note = (parts: readonly string[]): void => {
    const text = parts.join('')
    if (!/^[\w. -]+$/u.test(text) || !/\.\w|\w\./u.test(text)) return
    const pattern = parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w. -]+')
    patterns.set(pattern, new RegExp(`^${pattern}$`, 'u'))
  }
  visit(parseSync(fileName, source).program)
}
