/** Something is missing that a person can put right; `advice` says how, one line each. */
export class SetupError extends Error {
  constructor(message, advice = []) {
    super(message)
    this.name = 'SetupError'
    this.advice = advice
  }
}

const startedAtMs = Date.now()

export function say(text) {
  process.stdout.write(`[deskbell] ${text}\n`)
}

export function seconds(ms) {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`
}

export function sinceStart() {
  return seconds(Date.now() - startedAtMs)
}

/**
 * Says that a long part still runs, so that nobody takes it for a hang.
 * @param {string} label
 * @param {() => Promise<any>} work
 * @param {{ everyMs?: number, detail?: () => string }} [options] `detail` may add how far it is
 */
export async function withProgress(label, work, { everyMs = 10_000, detail = () => '' } = {}) {
  const beganAtMs = Date.now()
  say(`${label} …`)
  const timer = setInterval(() => {
    const more = detail()
    say(`  … ${seconds(Date.now() - beganAtMs)}${more ? `, ${more}` : ''}`)
  }, everyMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
