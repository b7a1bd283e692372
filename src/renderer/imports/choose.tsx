import { Alert, Button, FileButton, Progress, Text } from '@mantine/core'
import { IconAlertTriangle, IconFileImport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import type { ImportFile } from '../../shared/contract/imports.ts'
import { largestImportBytes, mostImportRows, unreadableFiles } from '../../shared/import-words.ts'
import { hasCode, errorSentence } from '../ui/error-words.ts'
import { formatBytes, formatNumber } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import classes from './imports.module.css'
import { sendFile } from './send-file.ts'

/** Takes a file by its button, or dropped onto it. */
export function Choose({ onRead }: { onRead(file: ImportFile): void }) {
  const [isOver, setOver] = useState(false)
  const [part, setPart] = useState(0)
  const send = useMutation({
    mutationFn: (file: File) => {
      if (file.size > largestImportBytes) throw new TooLargeError()
      setPart(0)
      return sendFile(file, setPart)
    },
    onSuccess: onRead,
  })
  const take = (file: File | null | undefined): void => {
    if (file && !send.isPending) send.mutate(file)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const limits = { size: formatBytes(largestImportBytes), rows: formatNumber(mostImportRows) }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping needs a pointer; the button within does the same by key
    <section
      className={classes.drop}
      aria-label={t('imports.steps.choose')}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={28} stroke={1.5} aria-hidden />
      <Text fw={500}>{t('imports.choose.title')}</Text>
      <Text size="sm">{t('imports.choose.formats')}</Text>
      <FileButton onChange={take} accept=".csv,.tsv,.txt,.ics,.ical,text/csv,text/calendar">
        {(props) => (
          <Button {...props} loading={send.isPending}>
            {t('imports.choose.button')}
          </Button>
        )}
      </FileButton>
      {send.isPending && (
        <div role="status">
          <Text size="sm">{part < 1 ? t('imports.choose.sending', { percent: Math.round(part * 100) }) : t('imports.choose.reading')}</Text>
          <Progress value={part * 100} w={240} mt={4} aria-label={t('imports.choose.reading')} />
        </div>
      )}
      <Text size="xs" c="dimmed">
        {t('imports.choose.limits', limits)}
      </Text>
      {send.error && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} />} title={t('imports.choose.failed')} ta="left">
          <Text size="sm">{fileSentence(send.error)}</Text>
        </Alert>
      )}
    </section>
  )
}

class TooLargeError extends Error {}

/** Why a file cannot be read, and what to do. */
export function fileSentence(error: unknown): string {
  if (error instanceof TooLargeError) return t('imports.choose.tooLarge', { size: formatBytes(largestImportBytes) })
  if (hasCode(error, 'GONE')) return t('imports.choose.goneAbout')
  if (!hasCode(error, 'UNREADABLE')) return errorSentence(error)
  const { data } = error as { readonly data?: { readonly reason?: unknown } }
  const reason = unreadableFiles.find((each) => each === data?.reason) ?? 'broken'
  return t(`imports.unreadable.${reason}`, { rows: formatNumber(mostImportRows) })
}
