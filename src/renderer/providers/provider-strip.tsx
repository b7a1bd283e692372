import { UnstyledButton } from '@mantine/core'
import type { ProviderId } from '../../shared/words.ts'
import frame from '../app/frame.module.css'
import { showProvider } from '../connections/ask.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import type { ProviderState } from './provider-state.ts'
import classes from './providers.module.css'

/** All providers in one line with their states; a click goes to the card. */
export function ProviderStrip({ entries }: { entries: readonly { provider: ProviderId; state: ProviderState }[] }) {
  return (
    <div role="group" aria-label={t('providers.jump.label')} className={classes.strip}>
      {entries.map(({ provider, state: { tone, words } }) => (
        <UnstyledButton key={provider} className={classes.stripEntry} title={words} onClick={() => showProvider(provider)}>
          <span className={frame.dot} data-tone={tone} aria-hidden />
          {sourceName(provider)}
          <span className="visually-hidden">{words}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}
