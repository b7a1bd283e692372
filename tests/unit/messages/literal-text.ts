import { parseSync } from 'vite'

/** Attributes and members whose text a person reads or hears. */
const spoken = new Set([
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'title',
  'placeholder',
  'label',
  'description',
  'group',
  'message',
  'question',
  'confirmLabel',
  'nothingFoundMessage',
])
const tellingCalls = new Set(['tell', 'tellFailure', 'tellUndoable'])

interface Node {
  readonly type: string
  readonly start: number
  readonly [member: string]: unknown
}

/**
 * Every text in a file of the window that a person would read and that does not come from the message catalogue, as `line: text`: text
 * between tags, literals that are rendered, and literals in attributes, members and calls that are shown or read aloud.
 */
export function literalTexts(fileName: string, source: string): string[] {
  const found: string[] = []
  const report = (node: Node, text: string): void => {
    if (isWords(text)) found.push(`${source.slice(0, node.start).split('\n').length}: ${text.trim().replaceAll(/\s+/gu, ' ')}`)
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    inspect(value, report)
    // What stands in `code` is for machines, in every language the same.
    if (value.type !== 'JSXElement' || tagOf(value) !== 'code') Object.values(value).forEach(visit)
  }
  visit(parseSync(fileName, source).program)
  return found
}

function inspect(node: Node, report: (node: Node, text: string) => void): void {
  if (node.type === 'JSXText') report(node, String(node['value']))
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    for (const child of node['children'] as Node[]) {
      if (child.type === 'JSXExpressionContainer') literalsOf(child['expression']).forEach(([at, text]) => report(at, text))
    }
  }
  if (node.type === 'JSXAttribute' && spoken.has(nameOf(node['name']))) {
    const value = node['value'] as Node | null
    const given = value?.type === 'JSXExpressionContainer' ? value['expression'] : value
    literalsOf(given).forEach(([at, text]) => report(at, text))
  }
  if (node.type === 'Property' && spoken.has(nameOf(node['key']))) literalsOf(node['value']).forEach(([at, text]) => report(at, text))
  if (node.type === 'CallExpression' && tellingCalls.has(nameOf(node['callee']))) {
    literalsOf((node['arguments'] as Node[])[0]).forEach(([at, text]) => report(at, text))
  }
}

/** The literals that an expression can come to: of a choice both sides, of a template its fixed parts. */
function literalsOf(value: unknown): [Node, string][] {
  if (!isNode(value)) return []
  switch (value.type) {
    case 'Literal':
      return typeof value['value'] === 'string' ? [[value, value['value']]] : []
    case 'TemplateLiteral':
      return (value['quasis'] as Node[]).map((part) => [value, (part['value'] as { cooked: string }).cooked])
    case 'ConditionalExpression':
      return [...literalsOf(value['consequent']), ...literalsOf(value['alternate'])]
    case 'LogicalExpression':
      return [...literalsOf(value['left']), ...literalsOf(value['right'])]
    case 'ParenthesizedExpression':
      return literalsOf(value['expression'])
    default:
      return []
  }
}

/** Two letters in a row, and not a message's place in the catalogue such as `today.toSettle`. */
function isWords(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !/^[\w-]+(\.[\w-]+)+$/u.test(text.trim())
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Literal') return String(node['value'])
  return typeof node['name'] === 'string' ? node['name'] : ''
}

function tagOf(element: Node): string {
  const opening = element['openingElement']
  return isNode(opening) ? nameOf(opening['name']) : ''
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
