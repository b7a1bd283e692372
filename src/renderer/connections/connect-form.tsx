import { Alert, Anchor, Button, Group, PasswordInput, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Connection } from '../../shared/contract/connections.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { sourceName } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import classes from './connections.module.css'
import { reachQuery } from './queries.ts'

/** The same as the contract's: the desk checks again. */
const shortestToken = 8

/** Where a person gets a token; null: nobody knows, every office has its own. */
const tokenPages: Record<TokenProviderId, string | null> = {
  calendly: 'https://calendly.com/integrations/api_webhooks',
  'cal-com': 'https://app.cal.com/settings/developer/api-keys',
  'smart-scheduler': null,
}

/** What the contract's `connect` takes beside the provider. */
export interface Given {
  readonly token: string
  readonly apiUrl: string | null
  readonly scope: 'user' | 'organization' | null
}

export interface ConnectFormProps {
  provider: TokenProviderId
  known: Connection | null
  /** What was tried before; a refused token stays in its field, to be mended. */
  given: Given | null
  /** Why it was refused. */
  refusal: string | null
  onConnect(given: Given): void
  onCancel(): void
}

/** What a provider's token is, where to get it, and the fields for it. */
export function ConnectForm({ provider, known, given, refusal, onConnect, onCancel }: ConnectFormProps) {
  const withUrl = provider === 'smart-scheduler'
  const withScope = provider === 'calendly'
  const form = useForm({
    initialValues: {
      token: given?.token ?? '',
      apiUrl: given?.apiUrl ?? known?.apiUrl ?? '',
      scope: given?.scope ?? known?.scope ?? 'user',
    },
    initialErrors: { token: refusal },
    validate: {
      token: (token) => (token.trim().length < shortestToken ? t('connections.dialog.tooShort') : null),
      apiUrl: (url) => (withUrl && !isWebAddress(url) ? t('connections.dialog.badUrl') : null),
    },
  })
  const field = useRef<HTMLInputElement>(null)
  // It is what they came to fill in: at first, when the dialog looks for it, and again after a refusal.
  useEffect(() => field.current?.focus(), [])
  const page = tokenPages[provider]
  return (
    <form
      onSubmit={form.onSubmit(({ token, apiUrl, scope }) =>
        onConnect({ token: token.trim(), apiUrl: withUrl ? apiUrl.trim() : null, scope: withScope ? scope : null }),
      )}
    >
      <Stack gap="sm">
        <p className={classes.where}>
          <Words k={`connections.dialog.${provider}`} parts={{ code: <code /> }} />{' '}
          {page !== null && (
            <Anchor href={page} underline="always" target="_blank" rel="noreferrer" fz="inherit" lh="inherit">
              {t('connections.dialog.open')}
            </Anchor>
          )}
        </p>
        {withUrl && (
          <TextInput
            ref={field}
            data-autofocus
            label={t('connections.dialog.apiUrl')}
            description={<Words k="connections.dialog.apiUrlMeans" parts={{ code: <code /> }} />}
            type="url"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('apiUrl')}
          />
        )}
        <PasswordInput
          ref={withUrl ? undefined : field}
          data-autofocus={withUrl ? undefined : true}
          label={t(`connections.dialog.token.${provider}`)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('connections.dialog.show') }}
          classNames={{ innerInput: classes.token }}
          {...form.getInputProps('token')}
        />
        {withScope && (
          <Radio.Group label={t('connections.dialog.scope')} {...form.getInputProps('scope')}>
            <Stack gap={6} mt={4}>
              <Radio value="user" label={t('connections.dialog.user')} />
              <Radio
                value="organization"
                label={t('connections.dialog.organization')}
                description={t('connections.dialog.organizationMeans')}
              />
            </Stack>
          </Radio.Group>
        )}
        {provider !== 'smart-scheduler' && <NoAddress provider={provider} />}
        <Group gap="xs">
          <Button type="submit">{t(refusal === null ? 'connections.dialog.connect' : 'connections.dialog.again')}</Button>
          <Button variant="default" onClick={onCancel}>
            {t('connections.dialog.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function NoAddress({ provider }: { provider: TokenProviderId }) {
  const { data: reach } = useQuery(reachQuery)
  if (!reach || reach.publicUrl !== null) return null
  return <Alert color="yellow">{t('connections.dialog.noAddress', { name: sourceName(provider) })}</Alert>
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text.trim())
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}
