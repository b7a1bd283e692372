import { readInternet } from '../../../src/main/internet.ts'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { LaunchOptionError, readLaunchOptions } from '../../../src/main/shell/command-line.ts'

const cwd = resolve('/work')
const nothing = {
  dataDir: null,
  port: null,
  hidden: false,
  provisionFile: null,
  sampleDay: false,
  vaultKey: null,
  internet: readInternet(null),
}

test.each<[string, string[], Record<string, string>, object]>([
  ['nothing', [], {}, {}],
  ['Electron’s and Chromium’s own', ['--no-sandbox', '--log-level=3', '--inspect=0', '/opt/app', '--ozone-platform-hint=auto'], {}, {}],
  ['a directory, from where it was said', ['--data-dir', 'desk'], {}, { dataDir: resolve(cwd, 'desk') }],
  ['a directory with an equals sign', ['--data-dir=/var/desk'], {}, { dataDir: resolve('/var/desk') }],
  ['a port', ['--port', '7421'], {}, { port: 7421 }],
  ['any port', ['--port=0'], {}, { port: 0 }],
  ['hidden, sample day', ['--hidden', '--sample-day'], {}, { hidden: true, sampleDay: true }],
  ['a file', ['--provision', 'desk.json'], {}, { provisionFile: resolve(cwd, 'desk.json') }],
  [
    'all of the environment',
    [],
    { DESKBELL_DATA_DIR: '/d', DESKBELL_PORT: '1', DESKBELL_HIDDEN: '1', DESKBELL_PROVISION: '/p', DESKBELL_VAULT_KEY: 'k' },
    { dataDir: resolve('/d'), port: 1, hidden: true, provisionFile: resolve('/p'), vaultKey: 'k' },
  ],
  ['the command line before the environment', ['--port', '2'], { DESKBELL_PORT: '1' }, { port: 2 }],
  ['empty variables as unset', [], { DESKBELL_DATA_DIR: '', DESKBELL_PORT: '', DESKBELL_HIDDEN: '', DESKBELL_VAULT_KEY: '' }, {}],
  ['hidden switched off', [], { DESKBELL_HIDDEN: '0' }, {}],
])('reads %s', (_what, args, env, expected) => {
  expect(readLaunchOptions(args, env, cwd)).toEqual({ ...nothing, ...expected })
})

test.each<[string, string[], Record<string, string>, string]>([
  ['a port that is none', ['--port', 'http'], {}, '--port http'],
  ['a port too large', [], { DESKBELL_PORT: '65536' }, '--port 65536'],
  ['a port with a sign', ['--port=-1'], {}, '--port -1'],
  ['an option without its value', ['--data-dir'], {}, '--data-dir needs a value'],
  ['a flag with a value', [], { DESKBELL_HIDDEN: 'perhaps' }, '--hidden'],
])('refuses %s and names it', (_what, args, env, named) => {
  expect(() => readLaunchOptions(args, env, cwd)).toThrow(LaunchOptionError)
  expect(() => readLaunchOptions(args, env, cwd)).toThrow(named)
})
