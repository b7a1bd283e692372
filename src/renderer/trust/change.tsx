import type { SettingChange } from '../../shared/contract/trust.ts'
import { Time } from '../ui/time.tsx'
import { t } from '../ui/t.tsx'
import { changeName, differences, memberName, valueText } from './change-words.ts'
import { useOffice } from '../app/office.ts'
import { useNow } from '../app/now.ts'
import classes from './trust.module.css'

/** One change: what, who, when, and each member as it was and as it is. */
export function Change({ change }: { change: SettingChange }) {
  const office = useOffice()
  const nowMs = useNow()
  const { name, actor, atMs, before, after } = change
  return (
    <li>
      <p className={classes.changeHead}>
        <b>{changeName(name)}</b>
        <span>{actor === 'provisioning' ? t('trust.changes.provisioning') : actor}</span>
        <Time ms={atMs} as="moment" />
      </p>
      <dl className={classes.lines}>
        {differences(before, after).map(({ path, was, is }) => (
          <div key={path}>
            {path !== '' && <dt>{memberName(path)}</dt>}
            <dd data-private={name === 'staffName' ? '' : undefined}>
              <del>{valueText(path, was, { office, nowMs })}</del>
              <span aria-hidden> → </span>
              <ins>{valueText(path, is, { office, nowMs })}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
