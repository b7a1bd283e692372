import { Stack, Stepper, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { desk } from '../desk/client.ts'
import { useOffice } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import { Check } from './check.tsx'
import { Choose } from './choose.tsx'
import { Columns } from './columns.tsx'
import { Done } from './done.tsx'
import { History } from './history.tsx'
import classes from './imports.module.css'
import { proposedPlan, type Stage } from './wizard.ts'

const order = ['choose', 'columns', 'check', 'done'] as const

/** From a file to its appointments and clients, in four steps; beneath them what was imported before. */
export function ImportTab() {
  const { timeZone } = useOffice()
  const [stage, setStage] = useState<Stage>({ step: 'choose' })
  const at = order.indexOf(stage.step)
  const isCalendar = 'file' in stage && stage.file.format === 'ics'
  return (
    <Stack gap="md" maw={1100}>
      <div>
        <Title order={2}>{t('imports.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('imports.about')}
        </Text>
      </div>
      <Stepper
        active={stage.step === 'done' ? order.length : at}
        size="xs"
        iconSize={24}
        allowNextStepsSelect={false}
        classNames={{ content: classes.noStepContent! }}
      >
        {order.map((step, index) => (
          <Stepper.Step
            key={step}
            label={t(`imports.steps.${step === 'columns' && isCalendar ? 'calendar' : step}`)}
            aria-current={index === at ? 'step' : undefined}
            tabIndex={-1}
          />
        ))}
      </Stepper>
      {stage.step === 'choose' && (
        <>
          <Choose onRead={(file) => setStage({ step: 'columns', file, plan: proposedPlan(file, timeZone) })} />
          <History />
        </>
      )}
      {stage.step === 'columns' && (
        <Columns
          file={stage.file}
          plan={stage.plan}
          onChange={(plan) => setStage({ ...stage, plan })}
          onRead={(file) => setStage({ step: 'columns', file, plan: proposedPlan(file, timeZone) })}
          onBack={() => {
            // Nothing of it was written. What is not discarded goes by itself within the hour.
            void desk.imports.discard({ draftId: stage.file.draftId }).catch(() => undefined)
            setStage({ step: 'choose' })
          }}
          onNext={() => setStage({ ...stage, step: 'check' })}
        />
      )}
      {stage.step === 'check' && (
        <Check
          file={stage.file}
          plan={stage.plan}
          onChange={(plan) => setStage({ ...stage, plan })}
          onBack={() => setStage({ ...stage, step: 'columns' })}
          onDone={(result) => setStage({ step: 'done', result })}
        />
      )}
      {stage.step === 'done' && <Done result={stage.result} onAgain={() => setStage({ step: 'choose' })} />}
    </Stack>
  )
}
