import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const script = readFileSync(new URL('../../../src/main/docs/reference/start.js', import.meta.url), 'utf8')

test('what the viewer draws without a name gets one, and what scrolls is within reach of a keyboard', () => {
  const attributes: Record<string, string> = {}
  const element = (of: string) => ({
    setAttribute: (name: string, value: string) => (attributes[`${of} ${name}`] = value),
    closest: () => ({ dataset: { paramName: 'status' } }),
    tabIndex: -1,
  })
  const drawn: Record<string, ReturnType<typeof element>> = {
    '#servers': element('servers'),
    '.close-modal': element('close'),
    '[data-param-name] select': element('select'),
    'pre.microlight': element('text'),
  }
  const viewer = { querySelectorAll: (selector: string) => [drawn[selector] ?? []].flat() }
  let draw: () => void = () => expect.unreachable('nothing watches the viewer')
  runInNewContext(script, {
    matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
    document: { documentElement: { classList: { toggle: () => undefined } }, querySelector: () => viewer },
    MutationObserver: class {
      constructor(onChange: () => void) {
        draw = onChange
      }
      observe = (): void => undefined
    },
    SwaggerUIBundle: () => undefined,
  })
  draw()
  expect(attributes).toEqual({ 'servers aria-label': 'Base address', 'close aria-label': 'Close', 'select aria-label': 'status' })
  expect(drawn['pre.microlight']?.tabIndex).toBe(0)
})
