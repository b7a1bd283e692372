import { Button, Group, Input, NumberInput, Select, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Settings } from '../../shared/settings.ts'
import { desk } from '../desk/client.ts'
import { SectionForm } from '../settings/section.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { t } from '../ui/t.tsx'
import classes from './backup.module.css'
import { tellWorkFailure } from './failure-words.ts'

const never = 'never'
const usual = [6, 12, 24, 168] as const

/** How often, how many, and where. */
export function BackupForm({ settings }: { settings: Settings }) {
  const { form, save } = useSettingsForm({ backup: settings.backup }, {}, t('backup.form.saved'))
  const { everyHours, keep, folder } = form.values.backup
  const chooseFolder = useMutation({
    mutationFn: () => desk.backups.chooseFolder(),
    onSuccess: (chosen) => chosen.folder !== null && form.setFieldValue('backup.folder', chosen.folder),
    onError: (error) => tellWorkFailure(t('backup.form.chooseFailed'), error),
  })
  return (
    <SectionForm
      onSubmit={(event) => {
        event.preventDefault()
        if (!Number.isInteger(keep) || keep < 1 || keep > 365) form.setErrors({ 'backup.keep': t('backup.form.keepBad') })
        else save.mutate(form.values)
      }}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Group align="flex-start" gap="md">
        <Select
          label={t('backup.form.every')}
          w={200}
          allowDeselect={false}
          data={choices(settings.backup.everyHours)}
          value={everyHours === null ? never : String(everyHours)}
          onChange={(value) => form.setFieldValue('backup.everyHours', value === null || value === never ? null : Number(value))}
        />
        <NumberInput
          label={t('backup.form.keep')}
          description={t('backup.form.keepMore')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          w={340}
          min={1}
          max={365}
          allowDecimal={false}
          hideControls
          {...form.getInputProps('backup.keep')}
        />
      </Group>
      <Input.Wrapper
        labelElement="div"
        label={t('backup.form.folder')}
        description={t('backup.form.sameDisk')}
        inputWrapperOrder={['label', 'input', 'description']}
      >
        <Group gap="xs" mb={4}>
          <Text size="sm" className={classes.folder}>
            {folder ?? t('backup.form.beside')}
          </Text>
          <Button variant="default" size="compact-sm" loading={chooseFolder.isPending} onClick={() => chooseFolder.mutate()}>
            {t('backup.form.choose')}
          </Button>
          {folder !== null && (
            <Button variant="default" size="compact-sm" onClick={() => form.setFieldValue('backup.folder', null)}>
              {t('backup.form.useBeside')}
            </Button>
          )}
        </Group>
      </Input.Wrapper>
    </SectionForm>
  )
}

/** What is set is among them, also when it is none of the usual ones. */
function choices(set: number | null) {
  const hours = [...new Set([...(set === null ? [] : [set]), ...usual])].toSorted((a, b) => a - b)
  return [
    { value: never, label: t('backup.form.everyNever') },
    ...hours.map((each) => {
      const known = usual.find((other) => other === each)
      return { value: String(each), label: known ? t(`backup.form.every_${known}`) : t('backup.form.everyHours', { count: each }) }
    }),
  ]
}
