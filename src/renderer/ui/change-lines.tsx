import { useOffice } from '../app/office.ts'
import classes from './change-lines.module.css'
import { describeChange } from './changes.ts'

/** What became different, one line a member: "Start  Tue 10:00 → Thu 14:00". Nothing when nothing did. */
export function ChangeLines({ before, after }: { before: Record<string, unknown>; after: Record<string, unknown> }) {
  const lines = describeChange(before, after, useOffice())
  if (lines.length === 0) return null
  return (
    <dl className={classes.lines}>
      {lines.map((line) => (
        <div key={line.label} className={classes.line}>
          <dt>{line.label}</dt>
          <dd data-private={line.isPersonal ? '' : undefined}>
            {line.before !== '—' && (
              <>
                <del className={classes.before}>{line.before}</del>
                <span aria-hidden> → </span>
              </>
            )}
            <ins className={classes.after}>{line.after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
