import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ProcedurePath } from '../../shared/desk-roles.ts'
import { useCommandList } from '../app/commands.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { Reserved } from './reserved.tsx'
import { isBrowser } from './where.ts'

export interface OpenPageProps {
  /** Of the command that does the same. */
  readonly id: string
  readonly label: string
  /** Said when it could not be opened. */
  readonly failure: string
  /** What `open` asks of the desk. */
  readonly asks: ProcedurePath
  open(): Promise<unknown>
  /** Where another desk finds the page: it is a browser already, at the receiver's address. */
  readonly href: string
}

/** Shows a page of the receiver's in a browser. */
export function OpenPage({ id, label, failure, asks, open, href }: OpenPageProps) {
  const opening = useMutation({ mutationFn: open, onError: (error) => tellFailure(failure, error) })
  const commands = useMemo(() => [{ id, label, group: t('app.page.sharing'), asks }], [id, label, asks])
  useCommandList(commands, () => opening.mutate())
  const look = { variant: 'default', flex: 'none', leftSection: <IconExternalLink size={16} aria-hidden /> } as const
  if (isBrowser) {
    return (
      <Button component="a" href={href} target="_blank" rel="noreferrer" {...look}>
        {label}
      </Button>
    )
  }
  return (
    <Reserved to={asks}>
      <Button {...look} loading={opening.isPending} onClick={() => opening.mutate()}>
        {label}
      </Button>
    </Reserved>
  )
}
