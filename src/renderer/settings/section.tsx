import { Button, Group, Paper, Text, Title } from '@mantine/core'
import type { ReactNode, SubmitEvent } from 'react'
import { t } from '../ui/t.tsx'
import classes from './settings.module.css'

export interface SectionProps {
  title: string
  /** What the section is about, and what changing it does. */
  description: ReactNode
  children: ReactNode
}

export function Section({ title, description, children }: SectionProps) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed" mt={2} mb="sm">
        {description}
      </Text>
      {children}
    </Paper>
  )
}

/** A section with fields that are saved together, and only then. */
export function FormSection({
  onSubmit,
  onReset,
  dirty,
  saving,
  children,
  ...section
}: SectionProps & { onSubmit(submit: SubmitEvent<HTMLFormElement>): void; onReset(): void; dirty: boolean; saving: boolean }) {
  return (
    <Section {...section}>
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
    </Section>
  )
}
