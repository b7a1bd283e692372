import { useForm } from '@mantine/form'
import type { FormRulesRecord } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { SettingsPatch } from '../../shared/settings.ts'
import { desk } from '../desk/client.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { fieldErrors } from './field-errors.ts'
import { keepEdited } from './keep-edited.ts'

/** A section of the settings that is saved by itself: its values, what the desk refused at their fields, and its saving. */
export function useSettingsForm<T extends SettingsPatch & Record<string, unknown>>(
  saved: T,
  validate: FormRulesRecord<T>,
  doneWords: string,
) {
  const form = useForm<T>({ initialValues: saved, validate })
  const lastSaved = useRef(saved)
  const savedText = JSON.stringify(saved)
  const take = (before: T, now: T): void => {
    form.setValues((shown) => keepEdited(shown, before, now))
    form.resetDirty(now)
    lastSaved.current = now
  }
  useEffect(() => {
    // Somebody else changed it, or the desk answered: what is being edited here is not thrown away.
    if (JSON.stringify(lastSaved.current) !== savedText) take(lastSaved.current, JSON.parse(savedText) as T)
    // oxlint-disable-next-line react/exhaustive-deps -- only what was saved counts; the form's functions are new at each render
  }, [savedText])
  const save = useMutation({
    mutationFn: (values: T) => desk.settings.update(values),
    onSuccess: (settings, sent) => {
      const kept = Object.fromEntries(Object.keys(saved).map((member) => [member, settings[member as keyof typeof settings]])) as T
      take(sent, kept)
      tell(doneWords)
    },
    onError: (error) => {
      const errors = fieldErrors(error)
      if (Object.keys(errors).length > 0) form.setErrors(errors)
      else tellFailure(t('settings.notSaved'), error)
    },
  })
  return { form, save, onSubmit: form.onSubmit((values) => save.mutate(values)) }
}
