let lastDoneMs = Date.now()

for (const kind of ['pointerdown', 'keydown', 'wheel'] as const)
  window.addEventListener(kind, () => void (lastDoneMs = Date.now()), { capture: true, passive: true })

/** How long nobody has done anything in this page, in whole seconds. The desk signs out whoever is away: that the page asks by itself is no sign of a person. */
export function idleSeconds(): number {
  return Math.max(0, Math.floor((Date.now() - lastDoneMs) / 1000))
}
