import { Title } from '@mantine/core'
import { t } from '../ui/t.tsx'

/** Our own webhooks: addresses of others that are told what happens here. */
export function SubscriptionsTab() {
  return <Title order={2}>{t('subscriptions.title')}</Title>
}
