import { UnstyledButton } from '@mantine/core'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconGripVertical } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Host } from '../../shared/appointment.ts'
import { useOffice } from '../app/office.ts'
import { may } from '../browser/may.ts'
import { hostTint } from '../calendar/calendar-memory.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { t } from '../ui/t.tsx'
import { hoursInWords } from './hours.ts'
import { memberName } from './member-name.ts'
import { memberDragData, memberOf } from './member-order.ts'
import classes from './people.module.css'

/** One team member: colour, name, role, hours. They are dragged as a whole; a click opens them. */
export function MemberRow({
  host,
  isActive,
  isOpen,
  onOpen,
}: {
  host: Host
  isActive: boolean
  isOpen: boolean
  onOpen(id: number): void
}) {
  const row = useRef<HTMLLIElement>(null)
  const office = useOffice()
  const [isDragged, setDragged] = useState(false)
  const [isOver, setOver] = useState(false)
  const { id } = host
  useEffect(() => {
    const element = row.current
    if (!element || !may('team.move')) return
    return combine(
      draggable({
        element,
        getInitialData: () => memberDragData(id),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => memberOf(source.data) !== null && memberOf(source.data) !== id,
        getData: () => memberDragData(id),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
    )
  }, [id])
  return (
    <li
      ref={row}
      id={`member-${id}`}
      className={classes.member}
      data-active={isActive || undefined}
      data-dragged={isDragged || undefined}
      data-over={isOver || undefined}
      data-off={!host.active || undefined}
    >
      {may('team.move') && <IconGripVertical size={16} className={classes.grip} aria-hidden />}
      <span className={classes.swatch} data-tint={hostTint(host)} aria-hidden />
      <UnstyledButton className={classes.memberButton} aria-current={isOpen || undefined} onClick={() => onOpen(id)}>
        <span className={classes.memberName}>
          {memberName(host)} <OriginMark origin={host.origin} />
        </span>
        <span className={host.role === null ? classes.quiet : undefined}>{host.role ?? t('team.list.noRole')}</span>
        <span className={classes.quiet}>
          {host.workingHours === null ? t('team.list.noHours') : hoursInWords(host.workingHours, office)}
        </span>
        {!host.active && <span className={classes.inactive}>{t('team.list.inactive')}</span>}
      </UnstyledButton>
    </li>
  )
}
