import { Collapse, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight, IconCircle, IconCircleCheckFilled, IconPointFilled } from '@tabler/icons-react'
import type { ProviderCard } from '../../shared/contract.ts'
import { t } from '../ui/t.tsx'
import classes from './providers.module.css'
import { connectSteps } from './steps.tsx'
import type { Step } from './steps.tsx'

/** The steps to connect a provider, ticking themselves off; folded once all that can be seen is done. */
export function ConnectSteps({ card, publicUrl }: { card: ProviderCard; publicUrl: string | null }) {
  const steps = connectSteps(card, publicUrl)
  const seen = steps.filter((step) => step.done !== null)
  const done = seen.filter((step) => step.done).length
  const [opened, { toggle }] = useDisclosure(done > 0 && done < seen.length)
  return (
    <div>
      <UnstyledButton className={classes.stepsToggle} aria-expanded={opened} onClick={toggle}>
        <IconChevronRight size={16} aria-hidden className={classes.chevron} />
        {done === seen.length ? t('providers.steps.again') : t('providers.steps.progress', { done, total: seen.length })}
      </UnstyledButton>
      <Collapse expanded={opened}>
        <ol className={classes.steps}>
          {steps.map((step) => (
            <li key={step.title} data-done={step.done === true || undefined}>
              <StepMark done={step.done} />
              <div>
                <strong>{step.title}</strong>
                {step.done === true && <span className="visually-hidden"> {t('providers.steps.done')}</span>}
                <div className={classes.stepDetails}>{step.details}</div>
              </div>
            </li>
          ))}
        </ol>
      </Collapse>
    </div>
  )
}

function StepMark({ done }: Pick<Step, 'done'>) {
  if (done === null) return <IconPointFilled size={18} aria-hidden />
  return done ? <IconCircleCheckFilled size={18} aria-hidden className={classes.good} /> : <IconCircle size={18} aria-hidden />
}
