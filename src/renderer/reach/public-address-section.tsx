import { Alert, Radio, Skeleton, Stack, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Settings } from '../../shared/settings.ts'
import { reachQuery } from '../connections/queries.ts'
import { Section, SectionForm } from '../settings/section.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { t } from '../ui/t.tsx'
import classes from './reach.module.css'
import { ReachFacts } from './reach-facts.tsx'
import { TunnelToken } from './tunnel-token.tsx'
import { useReachActions } from './use-reach.ts'
import { looksLikeAddress, looksLikeDomain, looksLikeProxy, reachSettingsOf, settingsFor, wayOf, ways } from './way.ts'

/** Under which address providers reach the desk, and by which of the ways. */
export function PublicAddressSection({ settings }: { settings: Settings }) {
  const { data: reach, error, isPending, refetch } = useQuery(reachQuery)
  const actions = useReachActions(reach)
  return (
    <Section id="public-address" title={t('reach.title')} description={t('reach.about')}>
      <WayForm settings={settings} />
      {isPending && <Skeleton height={60} mt="md" />}
      {error && !reach && <ErrorNotice title={t('reach.unreadable')} error={error} onRetry={() => void refetch()} />}
      {reach && settings.tunnel === 'ngrok' && <TunnelToken lastFour={reach.tunnel.tokenLastFour} />}
      {reach && (reach.by !== 'nobody' || reach.tls !== null || reach.pointElsewhere.length > 0) && (
        <ReachFacts reach={reach} actions={actions} />
      )}
    </Section>
  )
}

function WayForm({ settings }: { settings: Settings }) {
  const saved = reachSettingsOf(settings)
  const { form, save, onSubmit } = useSettingsForm(
    saved,
    {
      publicAddress: (address) => addressProblem(address),
      tunnelDomain: (domain) => (domain === null || looksLikeDomain(domain) ? null : t('reach.field.badDomain')),
      trustedProxies: (proxies) => proxyProblem(proxies),
      tls: {
        certificateFile: (file: string) => (file.trim() === '' ? t('reach.field.noFile') : null),
        keyFile: (file: string) => (file.trim() === '' ? t('reach.field.noFile') : null),
      },
    },
    t('reach.saved'),
  )
  const { values } = form
  const way = wayOf(values)
  const choose = (chosen: string): void => {
    const next = ways.find((each) => each === chosen) ?? 'none'
    form.clearErrors()
    form.setValues(settingsFor(next, values))
  }
  return (
    <SectionForm onSubmit={onSubmit} onReset={form.reset} dirty={form.isDirty()} saving={save.isPending}>
      <Radio.Group label={t('reach.way.question')} value={way} onChange={choose}>
        <Stack gap="xs" mt={6}>
          {ways.map((each) => (
            <Radio key={each} value={each} label={t(`reach.way.${each}`)} description={t(`reach.way.${each}Means`)} />
          ))}
        </Stack>
      </Radio.Group>
      {way === 'certificate' && (
        <Alert color="yellow" title={t('reach.exposed.title')} classNames={{ title: classes.wary }}>
          {t('reach.exposed.about')}
        </Alert>
      )}
      {(way === 'own' || way === 'certificate') && (
        <TextInput
          label={t('reach.field.address')}
          description={t('reach.field.addressMeans')}
          maw={460}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('publicAddress')}
          value={values.publicAddress ?? ''}
          // A path is what is pasted along most often.
          onBlur={() => form.setFieldValue('publicAddress', values.publicAddress?.trim().replace(/\/+$/, '') ?? null)}
        />
      )}
      {way === 'own' && (
        <TagsInput
          label={t('reach.field.proxies')}
          description={t('reach.field.proxiesMeans')}
          maw={460}
          acceptValueOnBlur
          maxTags={20}
          splitChars={[',', ' ', ';']}
          {...form.getInputProps('trustedProxies')}
        />
      )}
      {way === 'ngrok' && (
        <TextInput
          label={t('reach.field.domain')}
          description={t('reach.field.domainMeans')}
          maw={460}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('tunnelDomain')}
          value={values.tunnelDomain ?? ''}
          onChange={({ currentTarget: { value } }) => form.setFieldValue('tunnelDomain', value === '' ? null : value.trim())}
        />
      )}
      {way === 'certificate' && (
        <>
          <TextInput
            label={t('reach.field.certificate')}
            description={t('reach.field.certificateMeans')}
            maw={460}
            spellCheck={false}
            {...form.getInputProps('tls.certificateFile')}
          />
          <TextInput
            label={t('reach.field.key')}
            description={t('reach.field.keyMeans')}
            maw={460}
            spellCheck={false}
            {...form.getInputProps('tls.keyFile')}
          />
        </>
      )}
    </SectionForm>
  )
}

function addressProblem(address: string | null): string | null {
  if (address === null || looksLikeAddress(address)) return null
  return t(address === '' ? 'reach.field.noAddress' : 'reach.field.badAddress')
}

function proxyProblem(proxies: readonly string[]): string | null {
  const wrong = proxies.find((proxy) => !looksLikeProxy(proxy))
  return wrong === undefined ? null : t('reach.field.badProxy', { proxy: wrong })
}
