import { appendFileSync } from 'node:fs'

/** What a figure of the reliability table came to. `scripts/faults.mjs` reads the line, and its table holds `reached` as it is. */
export function report(figure: string, reached: string): void {
  const line = JSON.stringify({ figure, reached })
  console.log(`faults ${line}`)
  const file = process.env['DESKBELL_FAULTS_REPORT']
  if (file !== undefined) appendFileSync(file, `${line}\n`)
}

/** How often something is tried: few times in `npm test`, as often as the table says in `npm run test:faults`. */
export function countOf(name: `DESKBELL_${string}`, short: number): number {
  return Number(process.env[name] ?? short)
}
