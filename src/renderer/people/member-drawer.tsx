import { Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member, MemberPatch } from '../../shared/contract/team.ts'
import { ReservedSection } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { hasCode } from '../ui/error-words.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tellFailure } from '../ui/notify.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t, Words } from '../ui/t.tsx'
import { memberQuery } from './clients-query.ts'
import { HoursEditor } from './hours-editor.tsx'
import { MemberHistory } from './member-history.tsx'
import { memberName } from './member-name.ts'
import classes from './people.module.css'
import { RoleField } from './role-field.tsx'
import { TintChoice } from './tint-choice.tsx'

/** A team member's drawer. Everything is saved as it is set; a text when its field is left. */
export function MemberDrawer({ id, onClose }: { id: number; onClose(): void }) {
  const { data: member, error, refetch } = useQuery(memberQuery(id))
  return (
    <SidePanel
      title={
        member ? (
          <>
            {memberName(member.host)} <OriginMark origin={member.host.origin} />
          </>
        ) : (
          t('team.member.label')
        )
      }
      label={t('team.member.label')}
      onClose={onClose}
    >
      {member ? (
        <Details member={member} />
      ) : error ? (
        <NotShown error={error} onRetry={() => void refetch()} />
      ) : (
        <TableSkeleton rows={10} />
      )}
    </SidePanel>
  )
}

function NotShown({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (hasCode(error, 'NOT_FOUND')) return <EmptyState title={t('team.member.removed')} description={t('team.member.removedText')} />
  return <ErrorNotice title={t('team.member.failed')} error={error} onRetry={onRetry} />
}

function Details({ member: { host, said, upcoming, history } }: { member: Member }) {
  const edit = async (patch: MemberPatch): Promise<void> => {
    try {
      await desk.team.edit({ id: host.id, patch })
    } catch (error) {
      tellFailure(t('team.member.saveFailed'), error)
    }
  }
  // What is set in another window is shown anew; what is being typed here is kept by its field.
  return (
    <div className={classes.form}>
      <ReservedSection to="team.edit">
        <SavedText
          key={`name ${host.name}`}
          kept={host.name ?? ''}
          saidText={said.name}
          onSave={(text) => void edit({ name: text === said.name ? null : text })}
        />
        <SavedRole
          key={`role ${host.role}`}
          kept={host.role ?? ''}
          onSave={(text) => void edit({ role: text === said.role ? null : text })}
        />
        <dl className={classes.facts}>
          <dt>{t('team.member.email')}</dt>
          <dd className={classes.breakable}>{host.email ?? t('team.member.noEmail')}</dd>
        </dl>
        <Switch
          label={t('team.member.active')}
          description={t('team.member.activeHint')}
          checked={host.active}
          onChange={(change) => void edit({ active: change.currentTarget.checked })}
        />
        <p className={classes.quiet}>{t('team.member.upcoming', { count: upcoming })}</p>
        <TintChoice host={host} onChoose={(tint) => void edit({ tint })} />
        <HoursEditor hours={host.workingHours} onSave={(workingHours) => void edit({ workingHours })} />
      </ReservedSection>
      <MemberHistory history={history} />
    </div>
  )
}

/** Saved when the field is left or Enter is pressed; Escape takes back what was typed. */
function SavedText({ kept, saidText, onSave }: { kept: string; saidText: string | null; onSave(text: string | null): void }) {
  const [text, setText] = useState(kept)
  const save = (): void => {
    if (text.trim() !== kept) onSave(text.trim() || null)
  }
  return (
    <TextInput
      label={t('team.member.name')}
      inputWrapperOrder={['label', 'input', 'description']}
      description={
        saidText !== null && saidText !== kept ? <Words k="team.member.nameSaid" parts={{ value: <b>{saidText}</b> }} /> : undefined
      }
      maxLength={200}
      value={text}
      onChange={(change) => setText(change.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  )
}

function SavedRole({ kept, onSave }: { kept: string; onSave(text: string | null): void }) {
  const [text, setText] = useState(kept)
  const save = (next: string): void => {
    if (next.trim() !== kept) onSave(next.trim() || null)
  }
  return (
    <RoleField
      value={text}
      onChange={setText}
      onBlur={() => save(text)}
      onOptionSubmit={save}
      onKeyDown={(event) => event.key === 'Enter' && save(text)}
    />
  )
}
