import { Button, Group, Paper, Text, Title } from '@mantine/core'
import type { ReactNode, SubmitEvent } from 'react'
import { SwitchedOff } from '../browser/reserved.tsx'
import { useReason } from '../browser/set-where.tsx'
import { t } from '../ui/t.tsx'
import classes from './settings.module.css'

export interface SectionProps {
  /** For what leads here from elsewhere, which then puts the focus on it. */
  id?: string
  title: string
  /** What the section is about, and what changing it does. */
  description: ReactNode
  children: ReactNode
}

export function Section({ id, title, description, children }: SectionProps) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title} {...(id !== undefined && { id, tabIndex: -1 })}>
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed" mt={2} mb="sm">
        {description}
      </Text>
      <SwitchedOff reason={useReason()}>{children}</SwitchedOff>
    </Paper>
  )
}

export interface SectionFormProps {
  children: ReactNode
  onSubmit(submit: SubmitEvent<HTMLFormElement>): void
  onReset(): void
  dirty: boolean
  saving: boolean
}

/** Fields that are saved together, and only then. */
export function SectionForm({ onSubmit, onReset, dirty, saving, children }: SectionFormProps) {
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      {children}
      <Group gap="xs">
        <Button type="submit" disabled={!dirty} loading={saving}>
          {t('settings.save')}
        </Button>
        {dirty && (
          <Button variant="default" onClick={onReset}>
            {t('settings.undoChanges')}
          </Button>
        )}
      </Group>
    </form>
  )
}

/** A section that is nothing but such fields. */
export function FormSection({ id, title, description, ...form }: SectionProps & SectionFormProps) {
  return (
    <Section {...(id !== undefined && { id })} title={title} description={description}>
      <SectionForm {...form} />
    </Section>
  )
}
