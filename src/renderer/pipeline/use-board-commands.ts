import { useCommandList } from '../app/commands.ts'
import { t } from '../ui/t.tsx'
import type { Step } from './walk.ts'

export type Act = 'open' | 'forward' | 'back' | 'finished' | 'lost' | 'undo'
export type BoardCommand = { readonly step: Step } | { readonly act: Act }

const stepKeys: Record<Step, string> = {
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  first: 'Home',
  last: 'End',
}
const actKeys: Record<Act, readonly string[]> = {
  open: ['Enter'],
  forward: ['>', 'shift+ArrowRight'],
  back: ['<', 'shift+ArrowLeft'],
  finished: ['f'],
  lost: ['l'],
  undo: ['u'],
}
const steps = Object.keys(stepKeys) as Step[]
const acts = Object.keys(actKeys) as Act[]

const commands = () => {
  const group = t('pipeline.group')
  return [
    ...steps.map((step) => ({ id: `board-${step}`, label: t(`pipeline.do.walk.${step}`), group, keys: [stepKeys[step]], keysOnly: true })),
    ...acts.map((act) => ({
      id: `board-${act}`,
      label: t(act === 'lost' ? 'pipeline.do.moveTo' : `pipeline.do.${act}`, { stage: t('words.stage.lost') }),
      group,
      keys: actKeys[act],
    })),
  ]
}

/** The board's keys, also in the help and, but for walking, in the palette. */
export function useBoardCommands(run: (command: BoardCommand) => void): void {
  useCommandList(commands, (id) => {
    const step = steps.find((each) => id === `board-${each}`)
    if (step) return run({ step })
    const act = acts.find((each) => id === `board-${each}`)
    if (act) run({ act })
  })
}
