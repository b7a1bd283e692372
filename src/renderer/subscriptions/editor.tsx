import { Button, Checkbox, Fieldset, Group, MultiSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Subscription, SubscriptionChoice } from '../../shared/contract/subscriptions.ts'
import { addressRefusals, messageTypes } from '../../shared/subscription.ts'
import { appointmentTypes, sources } from '../../shared/words.ts'
import { hostsQuery } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { hasCode } from '../ui/error-words.ts'
import { sourceName, typeLabel } from '../ui/labels.ts'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'

type Values = Omit<SubscriptionChoice, 'privateHost' | 'plainHost'> & { readonly isPrivate: boolean; readonly isPlain: boolean }

const usual: Values = {
  name: '',
  url: 'https://',
  events: messageTypes.filter((type) => type !== 'test' && type !== 'client.stage_changed'),
  sources: [],
  types: [],
  hostIds: [],
  disclosure: { personal: false, medical: false, metadata: true },
  isPrivate: false,
  isPlain: false,
}

export interface EditorProps {
  /** Null: a new one. */
  readonly subscription: Subscription | null
  onClose(): void
  onMade(name: string, secret: string): void
}

/** Who is told, of what, and how much of it. */
export function Editor({ subscription, onClose, onMade }: EditorProps) {
  const hosts = useQuery(hostsQuery)
  const form = useForm<Values>({
    initialValues: subscription === null ? usual : valuesOf(subscription),
    validate: {
      name: (name) => (name.trim() === '' ? t('subscriptions.form.nameMissing') : null),
      url: (url) => (hostnameOf(url) === null ? t('subscriptions.form.urlInvalid') : null),
      events: (events) => (events.length === 0 ? t('subscriptions.form.eventMissing') : null),
    },
  })
  const leave = useWhileShown(onClose)
  const save = useMutation({
    mutationFn: async (values: Values) => {
      const choice = choiceOf(values)
      if (subscription === null) return (await desk.subscriptions.create(choice)).secret
      await desk.subscriptions.update({ ...choice, id: subscription.id })
      return null
    },
    onSuccess(secret, { name }) {
      if (secret !== null) {
        onMade(name.trim(), secret)
        return
      }
      tell(t('subscriptions.form.saved', { name: name.trim() }))
      leave()
    },
    onError(error) {
      const refusal = refusalOf(error)
      if (refusal !== null) form.setFieldError('url', refusal)
    },
  })
  // Why the address was refused may be mended by it.
  function allow(what: 'isPlain' | 'isPrivate', isAllowed: boolean): void {
    form.setFieldValue(what, isAllowed)
    form.clearFieldError('url')
  }

  const host = hostnameOf(form.values.url)
  const isPlain = form.values.url.startsWith('http:')
  const title = subscription === null ? t('subscriptions.form.titleNew') : t('subscriptions.form.titleEdit', { name: subscription.name })
  return (
    <Dialog onClose={onClose} title={title} size="xl">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('subscriptions.form.name')}
            description={t('subscriptions.form.nameAbout')}
            data-autofocus
            maxLength={100}
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('subscriptions.form.url')}
            description={t('subscriptions.form.urlAbout')}
            spellCheck={false}
            maxLength={2000}
            {...form.getInputProps('url')}
          />
          {host !== null && isPlain && (
            <Checkbox
              label={t('subscriptions.form.plain', { host })}
              description={t('subscriptions.form.plainAbout')}
              {...form.getInputProps('isPlain', { type: 'checkbox' })}
              onChange={({ currentTarget }) => allow('isPlain', currentTarget.checked)}
            />
          )}
          {host !== null && (
            <Checkbox
              label={t('subscriptions.form.private', { host })}
              description={t('subscriptions.form.privateAbout')}
              {...form.getInputProps('isPrivate', { type: 'checkbox' })}
              onChange={({ currentTarget }) => allow('isPrivate', currentTarget.checked)}
            />
          )}
          <Checkbox.Group label={t('subscriptions.form.events')} {...form.getInputProps('events')}>
            <SimpleGrid cols={2} spacing={8} verticalSpacing={8} mt={6}>
              {messageTypes
                .filter((type) => type !== 'test')
                .map((type) => (
                  <Checkbox key={type} value={type} label={t(`subscriptions.event.${type}`)} />
                ))}
            </SimpleGrid>
          </Checkbox.Group>
          <Fieldset legend={t('subscriptions.form.only')}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('subscriptions.form.onlyAbout')}
            </Text>
            <SimpleGrid cols={3} spacing="sm">
              <MultiSelect
                label={t('subscriptions.form.sources')}
                placeholder={form.values.sources.length === 0 ? t('subscriptions.form.allOf') : ''}
                data={sources.map((value) => ({ value, label: sourceName(value) }))}
                {...form.getInputProps('sources')}
              />
              <MultiSelect
                label={t('subscriptions.form.types')}
                placeholder={form.values.types.length === 0 ? t('subscriptions.form.allOf') : ''}
                data={appointmentTypes.map((value) => ({ value, label: typeLabel(value) }))}
                {...form.getInputProps('types')}
              />
              <MultiSelect
                label={t('subscriptions.form.hosts')}
                placeholder={form.values.hostIds.length === 0 ? t('subscriptions.form.allOf') : ''}
                searchable
                nothingFoundMessage={t('subscriptions.form.noMatch')}
                data={(hosts.data ?? []).map(({ id, name, email }) => ({ value: String(id), label: name ?? email ?? String(id) }))}
                value={form.values.hostIds.map(String)}
                onChange={(chosen) => form.setFieldValue('hostIds', chosen.map(Number))}
              />
            </SimpleGrid>
          </Fieldset>
          <Fieldset legend={t('subscriptions.form.lets')}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('subscriptions.form.always')}
            </Text>
            <Stack gap={8}>
              {(['personal', 'medical', 'metadata'] as const).map((each) => (
                <Checkbox
                  key={each}
                  label={t(`subscriptions.form.${each}`)}
                  description={t(`subscriptions.form.${each}About`)}
                  {...form.getInputProps(`disclosure.${each}`, { type: 'checkbox' })}
                />
              ))}
            </Stack>
          </Fieldset>
          {save.error && refusalOf(save.error) === null && (
            <ErrorNotice title={t('subscriptions.form.notSaved')} error={wordsFor(save.error)} />
          )}
          <Group gap="xs">
            <Button type="submit" loading={save.isPending}>
              {t(subscription === null ? 'subscriptions.form.make' : 'subscriptions.form.save')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('subscriptions.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function valuesOf(subscription: Subscription): Values {
  const { name, url, events, sources, types, hostIds, disclosure, privateHost, plainHost } = subscription
  const host = hostnameOf(url)
  return { name, url, events, sources, types, hostIds, disclosure, isPrivate: privateHost === host, isPlain: plainHost === host }
}

/** What is allowed is allowed to the host that stands there when it is saved, and to no other. */
function choiceOf({ isPrivate, isPlain, ...values }: Values): SubscriptionChoice {
  const url = values.url.trim()
  const host = hostnameOf(url)
  return { ...values, name: values.name.trim(), url, privateHost: isPrivate ? host : null, plainHost: isPlain ? host : null }
}

/** Null: no web address. */
function hostnameOf(text: string): string | null {
  const url = URL.parse(text.trim())
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url.hostname : null
}

/** What is wrong with the address, for the field. Null: it is something else. */
function refusalOf(error: unknown): string | null {
  if (!hasCode(error, 'ADDRESS')) return null
  const { data } = error as { readonly data?: { readonly reason?: string } }
  const reason = addressRefusals.find((known) => known === data?.reason)
  return reason === undefined ? null : t(`subscriptions.refused.${reason}`)
}

function wordsFor(error: unknown): unknown {
  if (hasCode(error, 'VAULT')) return new Error(t('subscriptions.refused.vault'))
  return hasCode(error, 'MANY') ? new Error(t('subscriptions.refused.many')) : error
}
