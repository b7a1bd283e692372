import { Anchor, Table, Title } from '@mantine/core'
import type { Delivery } from '../../shared/delivery.ts'
import { changeKinds } from '../../shared/words.ts'
import { openAppointment } from '../app/navigation.ts'
import { ChangeLines } from '../ui/change-lines.tsx'
import { changeLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import classes from './log.module.css'

/** What it changed, each with its appointment; or where a body that could not be read is wrong. */
export function DeliveryChanges({ changes, issues }: Pick<Delivery, 'changes' | 'issues'>) {
  return (
    <>
      {changes.length > 0 && (
        <section className={classes.section}>
          <Title order={3}>{t('log.changes')}</Title>
          <ChangeList changes={changes} />
        </section>
      )}
      {issues.length > 0 && (
        <section className={classes.section}>
          <Title order={3}>{t('log.wrong')}</Title>
          <IssueTable issues={issues} />
        </section>
      )}
    </>
  )
}

/** Before → after, each with its appointment. */
export function ChangeList({ changes }: Pick<Delivery, 'changes'>) {
  return changes.map((change, index) => (
    <div key={index} className={classes.change}>
      <div>
        <ChangedThing appointmentId={change.appointmentId} label={change.label} /> {kindInWords(change.kind)}
      </div>
      <ChangeLines before={change.before} after={change.after} />
    </div>
  ))
}

export function IssueTable({ issues }: Pick<Delivery, 'issues'>) {
  return (
    <Table verticalSpacing={4} fz="sm" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('log.field')}</Table.Th>
          <Table.Th>{t('log.problem')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {issues.map((issue, index) => (
          <Table.Tr key={index}>
            <Table.Td className={classes.mono}>{issue.loc.join('.')}</Table.Td>
            <Table.Td>
              {issue.msg} <span className={classes.mono}>{issue.type}</span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function ChangedThing({ appointmentId, label }: { appointmentId: number | null; label: string }) {
  if (appointmentId === null) return <strong data-private>{label}</strong>
  return (
    <Anchor
      component="button"
      type="button"
      fz="inherit"
      lh="inherit"
      fw={600}
      ta="left"
      data-private
      onClick={() => openAppointment(appointmentId)}
    >
      {label}
    </Anchor>
  )
}

/** A lead is no change of an appointment, and a newer desk may know kinds that this window does not. */
function kindInWords(kind: string): string {
  const known = changeKinds.find((each) => each === kind)
  if (known) return changeLabel(known)
  return kind === 'lead' ? t('log.lead') : kind
}
