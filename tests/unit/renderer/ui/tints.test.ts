import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Rgb = readonly [number, number, number]

const tints = readFileSync(new URL('../../../../src/renderer/ui/tints.css', import.meta.url), 'utf8')

/** Linear light, 0 to 1. */
function linear(hex: string): Rgb {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function valueOf(css: string, name: string, scheme: 'light' | 'dark'): Rgb {
  const found = new RegExp(`${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)
  const hex = found?.[scheme === 'light' ? 1 : 2]
  if (!hex) throw new Error(`${name} is not declared as light-dark(#rrggbb, #rrggbb)`)
  return linear(hex)
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** WCAG 2's contrast, 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const sights: Record<string, readonly [Rgb, Rgb, Rgb]> = {
  ordinary: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function seenBy(matrix: readonly [Rgb, Rgb, Rgb], colour: Rgb): Rgb {
  const row = (weights: Rgb): number => Math.min(1, Math.max(0, weights[0] * colour[0] + weights[1] * colour[1] + weights[2] * colour[2]))
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const numbers = [1, 2, 3, 4, 5, 6, 7, 8]

describe.each(['light', 'dark'] as const)('the eight tints in %s', (scheme) => {
  const grounds = numbers.map((n) => valueOf(tints, `--tint-${n}-ground`, scheme))
  const edges = numbers.map((n) => valueOf(tints, `--tint-${n}-edge`, scheme))
  const text = valueOf(tints, '--tint-text', scheme)
  const page = linear(scheme === 'light' ? '#ffffff' : '#242424')

  test('text holds 4.5:1 on every fill', () => {
    expect(grounds.map((ground) => contrast(text, ground)).filter((ratio) => ratio < 4.5)).toEqual([])
  })

  test('edges hold 3:1 on their fill and on the page', () => {
    const ratios = edges.flatMap((edge, index) => [contrast(edge, grounds[index]!), contrast(edge, page)])
    expect(ratios.filter((ratio) => ratio < 3)).toEqual([])
  })

  test.each(Object.entries(sights))('any two differ for %s sight', (_name, matrix) => {
    const seen = grounds.map((ground) => oklab(seenBy(matrix, ground)))
    const tooClose = seen.flatMap((a, i) =>
      seen.slice(i + 1).flatMap((b, j) => (Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 0.07 ? [[i + 1, i + j + 2]] : [])),
    )
    expect(tooClose).toEqual([])
  })
})
