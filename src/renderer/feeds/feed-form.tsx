import { Button, Group, MultiSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Feed, FeedFilter } from '../../shared/contract/feeds.ts'
import { feedDetails, type FeedDetail } from '../../shared/sharing-words.ts'
import {
  appointmentStatuses,
  appointmentTypes,
  sources,
  type AppointmentStatus,
  type AppointmentType,
  type Source,
} from '../../shared/words.ts'
import { hostsQuery } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { memberName } from '../people/member-name.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { sourceName, statusLabel, typeLabel } from '../ui/labels.ts'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import type { ShownAddress } from './feed-address.tsx'
import { feedCountQuery } from './queries.ts'

interface Values {
  name: string
  detail: FeedDetail
  /** Empty lists leave nothing out. */
  hostIds: string[]
  types: AppointmentType[]
  sources: Source[]
  statuses: AppointmentStatus[]
}

/** What was replaced is in no feed: the one that took its place is. */
const statuses = appointmentStatuses.filter((status) => status !== 'superseded')

/** Makes a feed, or changes what it holds and tells. @param feed null: a new one */
export function FeedForm({ feed, onClose, onMade }: { feed: Feed | null; onClose(): void; onMade(shown: ShownAddress): void }) {
  const { data: hosts = [] } = useQuery(hostsQuery)
  const form = useForm<Values>({
    initialValues: valuesOf(feed),
    validate: { name: (name) => (name.trim() === '' ? t('feeds.form.nameMissing') : null) },
  })
  const { data: held } = useQuery(feedCountQuery(filterOf(form.values)))
  const leave = useWhileShown(onClose)
  const save = useMutation({
    mutationFn: async (values: Values): Promise<ShownAddress | null> => {
      const said = { name: values.name.trim(), detail: values.detail, filter: filterOf(values) }
      if (feed === null) return { name: said.name, ...(await desk.feeds.create(said)) }
      await desk.feeds.update({ id: feed.id, ...said })
      return null
    },
    onSuccess: (made) => {
      leave()
      if (made) onMade(made)
      else tell(t('feeds.form.saved'))
    },
  })
  return (
    <Dialog
      onClose={onClose}

      title={t(feed === null ? 'feeds.new' : 'feeds.form.title')}
      size="lg"
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t('feeds.form.name')}
            description={t('feeds.form.nameAbout')}
            data-autofocus
            data-private
            maxLength={100}
            {...form.getInputProps('name')}
          />
          <Radio.Group label={t('feeds.form.detail')} {...form.getInputProps('detail')}>
            <Stack gap={8} mt={6}>
              {feedDetails.map((detail) => (
                <Radio
                  key={detail}
                  value={detail}
                  label={t(`feeds.detail.${detail}.name`)}
                  description={t(`feeds.detail.${detail}.about`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <MultiSelect
            label={t('feeds.form.hosts')}
            placeholder={form.values.hostIds.length === 0 ? t('feeds.form.all') : ''}
            searchable
            data={hosts.map((host) => ({ value: String(host.id), label: memberName(host) }))}
            {...form.getInputProps('hostIds')}
          />
          <Group grow align="flex-start">
            <MultiSelect
              label={t('feeds.form.types')}
              placeholder={form.values.types.length === 0 ? t('feeds.form.all') : ''}
              data={appointmentTypes.map((type) => ({ value: type, label: typeLabel(type) }))}
              {...form.getInputProps('types')}
            />
            <MultiSelect
              label={t('feeds.form.statuses')}
              placeholder={form.values.statuses.length === 0 ? t('feeds.form.all') : ''}
              data={statuses.map((status) => ({ value: status, label: statusLabel(status) }))}
              {...form.getInputProps('statuses')}
            />
          </Group>
          <MultiSelect
            label={t('feeds.form.sources')}
            placeholder={form.values.sources.length === 0 ? t('feeds.form.all') : ''}
            data={sources.map((source) => ({ value: source, label: sourceName(source) }))}
            {...form.getInputProps('sources')}
          />
          <Text size="sm" c="dimmed" aria-live="polite">
            {held ? t(held.count < held.most ? 'feeds.form.count' : 'feeds.form.most', { count: held.count }) : '\u00a0'}
          </Text>
          {save.error && <ErrorNotice title={t('feeds.form.notSaved')} error={save.error} />}
          <Group gap="xs">
            <Button type="submit" loading={save.isPending}>
              {t(feed === null ? 'feeds.form.make' : 'feeds.form.save')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('feeds.form.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function valuesOf(feed: Feed | null): Values {
  const { sources: from, types, statuses: which, hostIds } = feed?.filter ?? { sources: null, types: null, statuses: null, hostIds: null }
  return {
    name: feed?.name ?? '',
    detail: feed?.detail ?? 'names',
    hostIds: hostIds?.map(String) ?? [],
    types: types ?? [],
    sources: from ?? [],
    statuses: which ?? [],
  }
}

function filterOf({ hostIds, types, sources: from, statuses: which }: Values): FeedFilter {
  const orAll = <T,>(chosen: readonly T[]): T[] | null => (chosen.length === 0 ? null : [...chosen])
  return { hostIds: orAll(hostIds.map(Number)), types: orAll(types), sources: orAll(from), statuses: orAll(which) }
}
