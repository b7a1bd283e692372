import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const own = readFileSync(new URL('../../../src/main/docs/reference/reference.css', import.meta.url), 'utf8')
const viewers = readFileSync(new URL('../../../node_modules/swagger-ui-dist/swagger-ui.css', import.meta.url), 'utf8')

/** WCAG 2's contrast of white with `#rrggbb`. */
function contrastWithWhite(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
}

/** The ground that our style gives it in the light; white: none. */
const groundOf = (selector: string): string => own.split(selector)[1]?.match(/^ \{\s*background: (#[0-9a-f]{6})/)?.[1] ?? '#ffffff'

test('the method of a call is legible on its badge, which the viewer still calls what we call it', () => {
  const faint = ['get', 'post', 'put', 'patch', 'delete', 'deprecated'].filter((method) => {
    const badge = `.swagger-ui .opblock.opblock-${method} .opblock-summary-method`
    return !viewers.includes(badge) || contrastWithWhite(groundOf(badge)) < 4.5
  })
  expect(faint).toEqual([])
})

test('the button that saves an answer is legible', () => {
  const button = '.swagger-ui .download-contents'
  expect(viewers).toContain(button)
  expect(contrastWithWhite(groundOf(button))).toBeGreaterThanOrEqual(4.5)
})
