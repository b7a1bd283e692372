import { Select, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { choosableSchemes } from '../../shared/words.ts'
import type { ChoosableScheme } from '../../shared/words.ts'
import type { ProviderCard as Card } from '../../shared/contract.ts'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { schemeHeaders, schemeLabel } from '../ui/labels.ts'
import { tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { ConnectSteps } from './connect-steps.tsx'
import { addressThere } from './steps.tsx'
import classes from './providers.module.css'
import { SecretField } from './secret-field.tsx'
import { SecretForm } from './secret-form.tsx'

export interface ManualWayProps {
  card: Card
  /** Without a path; null: there is none. */
  publicUrl: string | null
  /** The secret's form is open. */
  editing: boolean
  /** The test that waits for a secret to be signed with; null: none does. */
  waitingEvent: string | null
  onEdit(): void
  onSaved(): void
  onCancel(): void
}

/** What is set by hand here and at the provider: address, scheme, signing secret, and the steps. */
export function ManualWay({ card, publicUrl, editing, waitingEvent, onEdit, onSaved, onCancel }: ManualWayProps) {
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('providers.card.address')}</dt>
        <dd>
          <Address url={publicUrl === null ? card.url : addressThere(card, publicUrl)} />
          {publicUrl !== null && (
            <div className={classes.note}>
              <Words k="providers.card.here" values={{ url: card.url }} parts={{ code: <code /> }} />
            </div>
          )}
          {card.otherPaths.length > 0 && (
            <div className={classes.note}>
              <Words k="providers.card.also" values={{ paths: card.otherPaths.join(', ') }} parts={{ code: <code /> }} />
            </div>
          )}
        </dd>
        <dt>{t('providers.card.scheme')}</dt>
        <dd>
          <Scheme card={card} />
        </dd>
        <dt>{t('providers.card.secret')}</dt>
        <dd>
          {editing ? (
            <SecretForm card={card} waitingEvent={waitingEvent} onSaved={onSaved} onCancel={onCancel} />
          ) : (
            <SecretField card={card} onEdit={onEdit} />
          )}
        </dd>
      </dl>
      <div className={classes.manualSteps}>
        <ConnectSteps card={card} publicUrl={publicUrl} />
      </div>
    </>
  )
}

function Address({ url }: { url: string }) {
  return (
    <span className={classes.address}>
      <code>{url}</code>
      <CopyButton value={url} label={t('providers.card.copyAddress')} />
    </span>
  )
}

function Scheme({ card }: { card: Card }) {
  const choose = useMutation({
    mutationFn: (scheme: ChoosableScheme) => desk.providers.setScheme({ provider: card.id, scheme }),
    onError: (error) => tellFailure(t('providers.card.schemeFailed'), error),
  })
  return (
    <>
      {card.choosable ? (
        <Select
          aria-label={t('providers.card.scheme')}
          w={260}
          allowDeselect={false}
          data={choosableSchemes.map((scheme) => ({ value: scheme, label: schemeLabel(scheme) }))}
          value={card.scheme as ChoosableScheme}
          onChange={(scheme) => scheme && choose.mutate(scheme)}
        />
      ) : (
        schemeLabel(card.scheme)
      )}
      <div className={classes.note}>
        <code>{schemeHeaders[card.scheme]}</code>
      </div>
      {card.olderHeader !== null && <OlderHeader accepted={card.olderHeader} />}
    </>
  )
}

function OlderHeader({ accepted }: { accepted: boolean }) {
  const accept = useMutation({
    mutationFn: (next: boolean) => desk.providers.setOlderHeader({ accepted: next }),
    onError: (error) => tellFailure(t('providers.card.olderHeaderFailed'), error),
  })
  return (
    <Switch
      mt={6}
      checked={accepted}
      onChange={(change) => accept.mutate(change.currentTarget.checked)}
      label={t('providers.card.olderHeader')}
      description={t('providers.card.olderHeaderMeans')}
    />
  )
}
