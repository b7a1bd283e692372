export interface LaunchOptions {
  executablePath: string
  args: string[]
  chromiumSandbox: boolean
  env: Record<string, string>
  timeout: number
}

export function launchOptions(options?: { args?: readonly string[]; env?: Readonly<Record<string, string>> }): LaunchOptions
