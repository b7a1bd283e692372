import { Textarea } from '@mantine/core'
import type { RefObject } from 'react'
import { may } from '../browser/may.ts'
import { errorSentence } from '../ui/error-words.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'
import { useNotes } from './use-notes.ts'
import type { NotesState } from './use-notes.ts'

export function ClientNotes({ id, saved, fieldRef }: { id: number; saved: string; fieldRef: RefObject<HTMLTextAreaElement | null> }) {
  const { text, state, write, save } = useNotes(id, saved)
  return (
    <PeopleSection title={t('clients.notes.title')} aside={may('clients.setNotes') && <Keys keys="w" />}>
      <Textarea
        ref={fieldRef}
        data-private
        aria-label={t('clients.notes.title')}
        placeholder={t('clients.notes.hint')}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={20_000}
        readOnly={!may('clients.setNotes')}
        value={text}
        onChange={(change) => write(change.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
          if (event.key !== 'Escape') return
          // Leaves the field and not the page.
          event.preventDefault()
          event.currentTarget.blur()
        }}
      />
      {may('clients.setNotes') && (
        <p className={classes.saveState} role="status" data-bad={state.kind === 'failed' || undefined}>
          {wordsOf(state)}
        </p>
      )}
    </PeopleSection>
  )
}

function wordsOf(state: NotesState): string {
  if (state.kind === 'failed') return `${t('clients.notes.failed', { why: errorSentence(state.error) })} ${t('clients.notes.failedHint')}`
  return t(`clients.notes.${state.kind}`)
}
