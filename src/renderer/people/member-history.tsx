import type { WorkingHours } from '../../shared/appointment.ts'
import type { Member } from '../../shared/contract/team.ts'
import { useOffice } from '../app/office.ts'
import type { Office } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { hoursInWords } from './hours.ts'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

const fields = ['name', 'email', 'role', 'tint', 'workingHours', 'active', 'position'] as const
type Field = (typeof fields)[number]

/** What was set of them at the desk, newest first. */
export function MemberHistory({ history }: { history: Member['history'] }) {
  const office = useOffice()
  return (
    <PeopleSection title={t('team.member.history')}>
      {history.length === 0 && <p className={classes.quiet}>{t('team.member.noHistory')}</p>}
      <ol className={classes.history}>
        {history.map((entry) => (
          <li key={entry.id}>
            <p>
              <span className={classes.quiet}>
                <Time ms={entry.atMs} as="moment" />
              </span>{' '}
              {sentenceOf(entry)}
            </p>
            <dl className={classes.changes}>
              {fields
                .filter((field) => textOf(field, entry.before[field], office) !== textOf(field, entry.after[field], office))
                .map((field) => (
                  <div key={field}>
                    <dt>{t(`team.history.field.${field}`)}</dt>
                    <dd>
                      <del>{textOf(field, entry.before[field], office)}</del> → <ins>{textOf(field, entry.after[field], office)}</ins>
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ol>
    </PeopleSection>
  )
}

function sentenceOf({ kind, actor }: Member['history'][number]): string {
  if (kind === 'created' || kind === 'ordered') return t(`team.history.${kind}`, { actor })
  return t('team.history.edited', { actor })
}

function textOf(field: Field, value: unknown, office: Office): string {
  if (typeof value === 'boolean') return t(value ? 'team.history.yes' : 'team.history.no')
  if (field === 'tint') return typeof value === 'number' ? tintName(value) : t('team.member.tints.automatic')
  // What stands in the history was checked when it was set.
  if (field === 'workingHours' && Array.isArray(value)) return hoursInWords(value as WorkingHours[], office) || t('team.history.empty')
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : t('team.history.empty')
}

function tintName(tint: number): string {
  const known = (['1', '2', '3', '4', '5', '6', '7', '8'] as const).find((each) => each === String(tint))
  return known ? t(`team.member.tints.${known}`) : String(tint)
}
