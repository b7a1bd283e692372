import { withProject } from './lib/bootstrap.mjs'
import { SetupError } from './lib/log.mjs'
import { script } from './lib/script.mjs'

/** `npm test`, `npm test -- unit`, `npm test -- lint types`, `npm test -- e2e some.spec.ts`. */
async function test(args) {
  const { allSteps, runSteps } = await import('./lib/steps.mjs')
  const firstOther = args.findIndex((argument) => !allSteps.includes(argument))
  const names = firstOther === -1 ? args : args.slice(0, firstOther)
  const others = firstOther === -1 ? [] : args.slice(firstOther)
  if (others.length > 0 && names.length !== 1) {
    throw new SetupError(`“${others[0]}” is not a step.`, [
      `The steps are: ${allSteps.join(', ')}. What follows the name of one step goes to its tool.`,
    ])
  }
  return runSteps(names.length === 0 ? allSteps : names, others)
}

await script((args) => withProject(test, args))
