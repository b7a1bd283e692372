import { Button } from '@mantine/core'
import type { Client } from '../../shared/contract/clients.ts'
import { bookingPageActor, clientStages } from '../../shared/words.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { stageLabel } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

type Entry = Client['history'][number]

/** What was done with them at the desk, newest first; merges that hold can be taken apart here. */
export function ClientHistory({ client: { history } }: { client: Client }) {
  return (
    <PeopleSection title={t('clients.history.title')}>
      {history.length === 0 && <p className={classes.quiet}>{t('clients.history.nothing')}</p>}
      <ol className={classes.history}>
        {history.map((entry) => (
          <li key={entry.id}>
            <p>
              <span className={classes.quiet}>
                <Time ms={entry.atMs} as="moment" />
              </span>{' '}
              <Sentence entry={entry} />
              {entry.canTakeApart && (
                <Reserved to="clients.takeApart">
                  <Button size="compact-xs" variant="default" ml="xs" onClick={() => void takeApart(entry.id)}>
                    {t('clients.apart.button')}
                  </Button>
                </Reserved>
              )}
              {entry.canTakeBack && (
                <Reserved to="pipeline.undo">
                  <Button size="compact-xs" variant="default" ml="xs" onClick={() => void takeBack(entry.id)}>
                    {t('clients.back.button')}
                  </Button>
                </Reserved>
              )}
            </p>
            <Lines entry={entry} />
          </li>
        ))}
      </ol>
    </PeopleSection>
  )
}

async function takeApart(historyId: number): Promise<void> {
  try {
    await desk.clients.takeApart({ historyId })
    tell(t('clients.apart.done'))
  } catch (error) {
    tellFailure(t('clients.apart.failed'), error)
  }
}

async function takeBack(changeId: number): Promise<void> {
  try {
    const { stage } = await desk.pipeline.undo({ changeId })
    tell(t('clients.back.done', { stage: stageLabel(stage) }))
  } catch (error) {
    tellFailure(t('clients.back.failed'), error)
  }
}

function Sentence({ entry: { kind, actor: by, before, after } }: { entry: Entry }) {
  const actor = by === bookingPageActor ? t('clients.history.bookingPage') : by
  const other = kind === 'merged' ? after['otherName'] : before['otherName']
  const parts = { other: <b data-private>{typeof other === 'string' ? other : t('clients.history.empty')}</b> }
  if (kind === 'merged') return <Words k="clients.history.merged" values={{ actor }} parts={parts} />
  if (kind === 'unmerged') return <Words k="clients.history.unmerged" values={{ actor }} parts={parts} />
  if (kind === 'edited' || kind === 'notes' || kind === 'staged' || kind === 'created' || kind === 'exported')
    return t(`clients.history.${kind}`, { actor })
  return t('clients.history.changed', { actor })
}

const fields = ['name', 'email', 'phone', 'stage', 'reason', 'notes'] as const
type Field = (typeof fields)[number]

/** The members that became different, as they were and as they are. */
function Lines({ entry: { before: was, after: is } }: { entry: Entry }) {
  const before = withGiven(was)
  const after = withGiven(is)
  const changed = fields.filter((field) => textOf(field, before[field]) !== textOf(field, after[field]))
  if (changed.length === 0) return null
  return (
    <dl className={classes.changes}>
      {changed.map((field) => (
        <div key={field}>
          <dt>{t(`clients.history.field.${field}`)}</dt>
          <dd data-private={field === 'stage' ? undefined : true}>
            <del>{textOf(field, before[field])}</del> → <ins>{textOf(field, after[field])}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A merge keeps the contact data apart from whom it concerns. */
function withGiven(values: Record<string, unknown>): Record<string, unknown> {
  const { given } = values
  return typeof given === 'object' && given !== null ? { ...given } : values
}

/** What the desk did not set is as providers say. */
function isContact(field: Field): boolean {
  return field === 'name' || field === 'email' || field === 'phone'
}

function textOf(field: Field, value: unknown): string {
  if (typeof value !== 'string' || value === '') return isContact(field) ? t('clients.history.said') : t('clients.history.empty')
  const stage = field === 'stage' ? clientStages.find((each) => each === value) : undefined
  return stage ? stageLabel(stage) : value
}
