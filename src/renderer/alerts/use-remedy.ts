import { useMutation } from '@tanstack/react-query'
import type { Alert } from '../../shared/contract/health.ts'
import { signingProviderIds, tokenProviderIds } from '../../shared/words.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { openPage } from '../app/navigation.ts'
import { askToConnect, askToReplaceSecret, showProvider } from '../connections/ask.ts'
import { desk } from '../desk/client.ts'
import { showInLog } from '../log/log-memory.ts'
import { openSharing } from '../sharing/sharing.ts'
import { openSettings } from '../settings/open-section.ts'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Does what an alert's button says. @returns whether another part of the window took over, so that the list is in its way */
export function useRemedy(alert: Alert, onLeave: () => void) {
  return useMutation({
    mutationFn: async () => {
      const words = await remedy(alert)
      if (words === null) onLeave()
      else tell(words)
    },
    onError: (error) => tellFailure(t('alerts.remedyFailed'), error),
  })
}

/** @returns what to say of it; null: the window shows it. */
async function remedy({ remedy: what, provider, kind }: Alert): Promise<string | null> {
  switch (what) {
    case 'renew-subscription':
      return kind === 'address-changed' ? moveSubscriptions() : renewSubscription(tokenProviderIds.find((id) => id === provider))
    case 'renew-channel': {
      const { registered } = await desk.google.registerChannels()
      return t('alerts.channelsRenewed', { count: registered })
    }
    case 'give-token': {
      const asked = tokenProviderIds.find((id) => id === provider)
      if (asked) askToConnect(asked)
      else openPage('providers')
      return null
    }
    case 'sign-in':
    case 'open-provider':
      if (provider) showProvider(provider)
      else openPage('providers')
      return null
    case 'replace-secret': {
      const asked = signingProviderIds.find((id) => id === provider)
      if (asked) askToReplaceSecret(asked)
      else openPage('providers')
      return null
    }
    case 'open-log':
      showInLog({ verdicts: ['rejected'], ...(provider && { providers: [provider] }) })
      return null
    case 'check-address': {
      const { outcome } = await desk.reach.check()
      await desk.health.check()
      return t(outcome === 'reached' ? 'alerts.addressReached' : 'alerts.addressNotReached')
    }
    case 'restart-tunnel':
      await desk.reach.restartTunnel()
      return lookAgain()
    case 'restart-receiver':
      await desk.receiver.restart()
      return lookAgain()
    case 'open-backups':
      openSettings('backups')
      return null
    case 'open-trust':
      openSettings('trust')
      return null
    case 'open-subscriptions':
      openSharing('subscriptions')
      return null
    case 'open-desks':
      openSharing('desks')
      return null
    case 'free-disk':
    case null:
      return lookAgain()
  }
}

async function renewSubscription(provider: TokenProviderId | undefined): Promise<string | null> {
  if (provider === undefined) {
    openPage('providers')
    return null
  }
  const { subscription } = await desk.connections.read({ provider })
  await desk.health.check()
  return t(subscription === 'active' ? 'alerts.renewed' : 'alerts.notRenewed', { provider: sourceName(provider) })
}

async function moveSubscriptions(): Promise<string> {
  const { moved, failed } = await desk.reach.moveSubscriptions()
  await desk.health.check()
  const [provider] = failed.length > 0 ? failed : moved
  if (provider === undefined) return t('alerts.lookedAgain')
  return t(failed.length > 0 ? 'alerts.notRenewed' : 'alerts.renewed', { provider: sourceName(provider) })
}

async function lookAgain(): Promise<string> {
  await desk.health.check()
  return t('alerts.lookedAgain')
}
