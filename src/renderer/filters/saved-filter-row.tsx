import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconCheck, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { SavedFilter } from '../../shared/contract/filters.ts'
import { may } from '../browser/may.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { NameField } from './name-field.tsx'
import classes from './saved-filters.module.css'

/** One saved filter: its name shows it, beside it are its key, renaming and removing. */
export function SavedFilterRow({
  filter,
  stroke,
  isShown,
  onChoose,
  onRename,
  onRemove,
}: {
  filter: SavedFilter
  /** Null: no key of its own. */
  stroke: string | null
  isShown: boolean
  onChoose(): void
  onRename(name: string): Promise<unknown>
  onRemove(): void
}) {
  const [isRenamed, setRenamed] = useState(false)
  const { name } = filter
  if (isRenamed) {
    return (
      <li>
        <NameField
          initial={name}
          action={() => t('filters.renameNow')}
          isBusy={false}
          onName={async (next) => {
            await onRename(next)
            setRenamed(false)
          }}
          onCancel={() => setRenamed(false)}
        />
      </li>
    )
  }
  return (
    <li className={classes.row}>
      <UnstyledButton className={classes.name} aria-current={isShown || undefined} onClick={onChoose}>
        <span className={classes.tick}>{isShown && <IconCheck size={14} aria-hidden />}</span>
        <span className={classes.text}>{name}</span>
        {stroke !== null && <Keys keys={stroke} />}
      </UnstyledButton>
      {may('filters.rename') && (
        <>
          <ActionIcon aria-label={t('filters.rename', { name })} onClick={() => setRenamed(true)}>
            <IconPencil size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('filters.remove', { name })} onClick={onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </>
      )}
    </li>
  )
}
