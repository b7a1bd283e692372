import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const folder = fileURLToPath(new URL('../../../docs/api/samples/', import.meta.url))

export interface Language {
  readonly name: string
  readonly command: string
  /** Each has to answer to its option, or the samples cannot run here. */
  readonly needs: readonly (readonly [string, string])[]
  readonly files: readonly string[]
}

export const languages: readonly Language[] = [
  {
    name: 'curl',
    command: 'bash',
    needs: [
      ['bash', '--version'],
      ['curl', '--version'],
      ['openssl', 'version'],
    ],
    files: ['curl/post.sh', 'curl/read.sh', 'curl/verify.sh'],
  },
  {
    name: 'Node',
    command: process.execPath,
    needs: [[process.execPath, '--version']],
    files: ['node/post.mjs', 'node/read.mjs', 'node/receive.mjs'],
  },
  {
    name: 'Python',
    command: 'python3',
    needs: [['python3', '--version']],
    files: ['python/post.py', 'python/read.py', 'python/receive.py'],
  },
  { name: 'PHP', command: 'php', needs: [['php', '--version']], files: ['php/post.php', 'php/read.php', 'php/receive.php'] },
]

/** What is missing for its samples to run here; null: nothing. */
export async function missingFor({ needs }: Language): Promise<string | null> {
  for (const [command, option] of needs) {
    try {
      await run(command, [option])
    } catch {
      return command
    }
  }
  return null
}

export const pathOf = (file: string): string => `${folder}${file}`

/** Of each of its samples, as it stands now. */
export function digestsOf({ files }: Language): Record<string, string> {
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(pathOf(file), 'utf8').replaceAll('\r\n', '\n'))
        .digest('hex'),
    ]),
  )
}

export interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs a sample with nothing in its environment but what the guide names, and where programs are found. */
export async function runSample(
  { command }: Language,
  file: string,
  environment: Readonly<Record<string, string>>,
  { args = [], input }: { readonly args?: readonly string[]; readonly input?: string } = {},
): Promise<Ran> {
  const running = run(command, [pathOf(file), ...args], { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment } })
  running.child.stdin?.end(input ?? '')
  try {
    const { stdout, stderr } = await running
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}
