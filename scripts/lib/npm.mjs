import { run } from './processes.mjs'

const windows = process.platform === 'win32'

/** Runs npm. npm tells its scripts where its own code is: that spares a search on PATH and, on Windows, a shell. */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], options)
  return run(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows })
}
