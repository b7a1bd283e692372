import { readFileSync, writeFileSync } from 'node:fs'

/** In the screen's own pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowPlace {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

/** This much of the window must lie on a screen, else nobody could get hold of it: the second screen may have gone home. */
const grip = 100

/** Where the window was, if that can be read and still lies on one of the screens; null: let the system place it. */
export function readPlace(file: string, screens: readonly Rectangle[]): WindowPlace | null {
  try {
    const place: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isPlace(place) && screens.some((screen) => overlaps(place.bounds, screen)) ? place : null
  } catch {
    return null
  }
}

export function writePlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(file, JSON.stringify(place))
  } catch {
    // The next start then opens the window where the system likes it.
  }
}

function overlaps(window: Rectangle, screen: Rectangle): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const height = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y)
  return width >= grip && height >= grip
}

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('maximized' in value)) return false
  const { bounds } = value
  if (typeof bounds !== 'object' || bounds === null || typeof value.maximized !== 'boolean') return false
  return (['x', 'y', 'width', 'height'] as const).every((side) => Number.isInteger((bounds as Partial<Rectangle>)[side]))
}
