import { Alert, Button, Group, Select, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { appointmentTypes } from '../../shared/words.ts'
import { useOffice } from '../app/office.ts'
import { hostsQuery } from '../app/queries.ts'
import type { Span } from '../calendar/slots.ts'
import { hostName } from '../calendar/team-columns.ts'
import { desk } from '../desk/client.ts'
import { errorSentence } from '../ui/error-words.ts'
import { Keys } from '../ui/keys.tsx'
import { typeLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import { ClientField } from './client-field.tsx'
import { isConflict } from './conflicts.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import classes from './editor.module.css'
import { draftOf, errorsOf, placeKinds, spanOfFields } from './fields.ts'
import type { Fields } from './fields.ts'
import { saveAppointment } from './save-appointment.tsx'
import { WhenFields } from './when-fields.tsx'

export interface EditorFormProps {
  readonly initial: Fields
  /** The appointment that is edited, and when it is; null: a new one. */
  readonly edited: { readonly id: number; readonly span: Span } | null
  onClose(): void
}

/** Everything about one appointment, with what stands in its way beneath. */
export function EditorForm({ initial, edited, onClose }: EditorFormProps) {
  const { timeZone } = useOffice()
  const [fields, setFields] = useState(initial)
  const [tried, setTried] = useState(false)
  const { data: hosts = [] } = useQuery(hostsQuery)
  const change = (patch: Partial<Fields>): void => setFields((before) => ({ ...before, ...patch }))
  const span = spanOfFields(fields, timeZone, edited?.span)
  const errors = tried ? errorsOf(fields) : {}
  const checks = useChecks(span, fields, edited?.id ?? null)
  const leave = useWhileShown(onClose)
  const save = useMutation({
    mutationFn: (draft: ReturnType<typeof draftOf>) => saveAppointment(edited?.id ?? null, draft, fields),
    onSuccess: leave,
  })
  const submit = (): void => {
    setTried(true)
    if (span && Object.keys(errorsOf(fields)).length === 0 && !save.isPending) save.mutate(draftOf(fields, span))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }
  return (
    // The keys are of the fields in here: they bubble up to the form.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={classes.fields}>
        <ClientField fields={fields} errors={errors} onChange={change} />
        <Select
          label={t('editor.type')}
          allowDeselect={false}
          data={appointmentTypes.map((type) => ({ value: type, label: typeLabel(type) }))}
          value={fields.type}
          onChange={(type) => type && change({ type })}
        />
        <Select
          label={t('editor.host')}
          allowDeselect={false}
          data={[
            ...hosts
              .filter(({ id, active }) => active || id === fields.hostId)
              .map((host) => ({ value: String(host.id), label: hostName(host) })),
            { value: 'none', label: t('calendar.noHost') },
          ]}
          value={fields.hostId === null ? 'none' : String(fields.hostId)}
          onChange={(host) => change({ hostId: host === 'none' || host === null ? null : Number(host) })}
        />
        <WhenFields fields={fields} errors={errors} span={span} canRepeat={edited === null} onChange={change} />
        <TextInput
          data-private
          className={edited === null ? undefined : classes.wide}
          label={t('editor.title')}
          maxLength={200}
          value={fields.title}
          onChange={(changed) => change({ title: changed.currentTarget.value })}
        />
        <Select
          label={t('editor.where')}
          allowDeselect={false}
          data={placeKinds.map((kind) => ({ value: kind, label: t(`editor.place.${kind}`) }))}
          value={fields.placeKind}
          onChange={(placeKind) => placeKind && change({ placeKind })}
        />
        <TextInput
          data-private
          label={t(`editor.placeText.${fields.placeKind}`)}
          disabled={fields.placeKind === 'none'}
          maxLength={500}
          value={fields.placeKind === 'none' ? '' : fields.place}
          onChange={(changed) => change({ place: changed.currentTarget.value })}
        />
        <Textarea
          data-private
          className={classes.wide}
          size="xs"
          label={t('editor.notes')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={5000}
          value={fields.notes}
          onChange={(changed) => change({ notes: changed.currentTarget.value })}
        />
      </div>
      <div className={classes.foot}>
        <ConflictNotice checks={checks} hostId={fields.hostId} />
        {save.isError && (
          <Alert color="red" variant="light" p="xs" role="alert" title={t('editor.saveFailed')}>
            {errorSentence(save.error)}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending} rightSection={<Keys keys="mod+Enter" />}>
            {checks.some(isConflict) ? t('editor.saveAnyway') : t('editor.save')}
          </Button>
          <Button variant="default" rightSection={<Keys keys="Escape" />} onClick={onClose}>
            {t('editor.leave')}
          </Button>
        </Group>
      </div>
    </form>
  )
}

/** What the desk says of each occurrence, for what stands in the form now. */
function useChecks(span: Span | null, { hostId, weeks }: Pick<Fields, 'hostId' | 'weeks'>, exceptId: number | null) {
  const asked = span && Number.isInteger(weeks) && weeks >= 1 && weeks <= 52 ? { ...span, hostId, weeks, exceptId } : null
  const [input] = useDebouncedValue(asked, 120)
  const { data } = useQuery({
    queryKey: ['appointments', 'check', input],
    queryFn: () => desk.appointments.check(input!),
    enabled: input !== null,
    placeholderData: (previous) => previous,
  })
  return asked && data ? data : []
}
