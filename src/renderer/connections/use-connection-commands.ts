import { useMemo } from 'react'
import type { TokenProviderId } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { askToConnect } from './ask.ts'

/** A connection's buttons for the palette. */
export function useConnectionCommands(provider: TokenProviderId, hasToken: boolean, { read }: { read(): void }): void {
  const list = useMemo(() => {
    const name = sourceName(provider)
    const group = t('connections.palette')
    const connect = {
      id: `connect-${provider}`,
      label: t(`connections.command.${hasToken ? 'replace' : 'connect'}`, { name }),
      group,
      asks: 'connections.connect' as const,
    }
    return hasToken
      ? [connect, { id: `read-${provider}`, label: t('connections.command.read', { name }), group, asks: 'connections.read' as const }]
      : [connect]
  }, [provider, hasToken])
  useCommandList(list, (id) => (id === `read-${provider}` ? read() : askToConnect(provider)))
}
