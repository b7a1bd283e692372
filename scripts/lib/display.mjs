import { SetupError, say } from './log.mjs'
import { launch } from './processes.mjs'
import { ensureXvfb } from './system-packages.mjs'

/** Whether windows can open on a screen that someone looks at. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Makes sure that windows can open.
 * @param options.own true for tests: their windows belong on a display of their own, not on top of someone's work
 * @param options.count how many displays of their own: windows on one would take the focus from one another
 * @returns the environment for what opens windows; `DESKBELL_DISPLAYS` names them all
 */
export async function ensureDisplay({ own = false, count = 1 } = {}) {
  if (process.platform !== 'linux') return {}
  const given = hasDisplay()
  if (given && !own) return {}
  try {
    await ensureXvfb()
  } catch (error) {
    if (given) return {}
    throw error
  }
  const displays = await Promise.all(Array.from({ length: count }, startXvfb))
  const names = displays.join(', ')
  say(given ? `windows open on displays of their own (${names})` : `no display here: windows open on virtual ones (${names})`)
  return { DISPLAY: displays[0], DESKBELL_DISPLAYS: names, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' }
}

function startXvfb() {
  // Without -displayfd one would have to guess a free display number.
  const server = launch('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    graceMs: 2_000,
    last: true,
  })
  return new Promise((resolve, reject) => {
    let errors = ''
    const fail = (why) =>
      reject(new SetupError(`Xvfb did not start: ${why}`, ['Start the app where there is a display, or see what Xvfb says by itself.']))
    const timer = setTimeout(() => fail('no answer for 15 seconds'), 15_000)
    server.stderr.on('data', (chunk) => (errors += chunk))
    server.stdio[3].once('data', (chunk) => {
      clearTimeout(timer)
      resolve(`:${String(chunk).trim()}`)
    })
    server.once('error', (error) => fail(error.message))
    server.once('exit', () => {
      clearTimeout(timer)
      fail(errors.trim() || 'it ended at once')
    })
  })
}
