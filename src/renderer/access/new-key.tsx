import { Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Temporal } from 'temporal-polyfill'
import { scopes, type Scope } from '../../shared/sharing-words.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { ShownOnce } from '../ui/shown-once.tsx'
import { t } from '../ui/t.tsx'

interface Values {
  readonly name: string
  readonly scopes: Scope[]
  /** `2026-11-21`; null: no end. */
  readonly lastDay: string | null
}

/** Makes a key, and shows it this once. */
export function NewKey({ onClose }: { onClose(): void }) {
  const { timeZone } = useOffice()
  const now = useNow()
  const form = useForm<Values>({
    initialValues: { name: '', scopes: ['read'], lastDay: null },
    validate: {
      name: (name) => (name.trim() === '' ? t('access.nameMissing') : null),
      scopes: (chosen) => (chosen.length === 0 ? t('access.scopeMissing') : null),
    },
  })
  const create = useMutation({
    mutationFn: ({ name, scopes: chosen, lastDay }: Values) =>
      desk.access.create({ name: name.trim(), scopes: chosen, expiresAtMs: lastDay === null ? null : endOf(lastDay, timeZone) }),
  })
  if (create.data) {
    const { key } = create.data
    return (
      <ShownOnce
        title={t('access.made.title')}
        once={t('access.made.once')}
        value={key}
        copyLabel={t('access.made.copy')}
        kept={t('access.made.kept')}
        onClose={onClose}
      >
        <Text size="sm" c="dimmed">
          {t('access.made.use')}
        </Text>
        <Code block>{t('access.made.header', { key: key.slice(0, 12) })}</Code>
      </ShownOnce>
    )
  }
  return (
    <Dialog onClose={onClose} title={t('access.new')} size="lg" closeButtonProps={{ 'aria-label': t('access.cancel') }}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t('access.name')}
            description={t('access.nameAbout')}
            data-autofocus
            maxLength={100}
            {...form.getInputProps('name')}
          />
          <Checkbox.Group label={t('access.scopes')} {...form.getInputProps('scopes')}>
            <Stack gap={8} mt={6}>
              {scopes.map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={t(`access.scope.${scope}.name`)}
                  description={t(`access.scope.${scope}.about`)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <DateInput
            label={t('access.lastDay')}
            description={t('access.lastDayAbout')}
            clearable
            w={220}
            minDate={new Date(now)}
            {...form.getInputProps('lastDay')}
          />
          {create.error && <ErrorNotice title={t('access.notMade')} error={create.error} />}
          <Group gap="xs">
            <Button type="submit" loading={create.isPending}>
              {t('access.make')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('access.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** The last instant of a day on the office's clock. */
function endOf(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
}
