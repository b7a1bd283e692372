import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnchorCheck, Trust } from '../../shared/contract/trust.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { VerifyExport } from '../exports/verify-export.tsx'
import { Section } from '../settings/section.tsx'
import { tellRefusal, tellSaved } from '../shell/saved.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { Finding } from './finding.tsx'
import { trustQuery } from './queries.ts'
import classes from './trust.module.css'
import { stopVerifying, useVerifying, verifyLog } from './verifying.ts'

const commands: CommandList = () => [{ id: 'verify-log', label: t('trust.verify'), group: t('app.page.settings'), asks: 'trust.verify' }]

/** Whether the log is as it was written, and the anchors that show it. */
export function TrustSection() {
  const { data: trust, error, isPending, refetch } = useQuery(trustQuery)
  useCommandList(commands, () => void verifyLog())
  return (
    <Section id="trust" title={t('trust.title')} description={t('trust.about')}>
      {isPending && <CardSkeleton cards={1} />}
      {error && !trust && <ErrorNotice title={t('trust.unreadable')} error={error} onRetry={() => void refetch()} />}
      {trust && <State trust={trust} />}
    </Section>
  )
}

function State({ trust }: { trust: Trust }) {
  const finding = trust.standing ?? trust.verified?.finding ?? null
  return (
    <Stack gap="sm">
      {finding && <Finding finding={finding} />}
      <dl className={classes.facts}>
        <dt>{t('trust.fact.newest')}</dt>
        <dd>
          <Words
            k="trust.head"
            values={{ seq: trust.head.seq }}
            parts={{
              hash: <code title={trust.head.hash}>{trust.head.hash.slice(0, 16)}</code>,
              time: <Time ms={trust.head.atMs} as="moment" />,
            }}
          />
        </dd>
        <dt>{t('trust.fact.verified')}</dt>
        <dd>{verifiedOf(trust)}</dd>
        <dt>{t('trust.fact.anchor')}</dt>
        <dd>{anchorOf(trust)}</dd>
        {trust.begunAtMs !== null && (
          <>
            <dt>{t('trust.fact.begun')}</dt>
            <dd>
              <Time ms={trust.begunAtMs} as="moment" />
            </dd>
          </>
        )}
      </dl>
      <Deeds />
      <VerifyExport />
    </Stack>
  )
}

function verifiedOf({ verified, standing }: Trust) {
  if (verified === null) return t('trust.neverVerified')
  const values = { count: verified.entries }
  const parts = { time: <Time ms={verified.atMs} as="moment" /> }
  if (verified.finding !== null || standing !== null) return <Words k="trust.verifiedBad" values={values} parts={parts} />
  return <Words k="trust.verifiedGood" values={values} parts={parts} />
}

function anchorOf({ anchor: { state, seq, atMs } }: Trust) {
  if (state !== 'kept') return t(`trust.anchor.${state}`)
  if (seq === null || atMs === null) return t('trust.anchor.soon')
  return <Words k="trust.anchor.kept" values={{ seq }} parts={{ time: <Time ms={atMs} as="moment" /> }} />
}

function Deeds() {
  const verifying = useVerifying()
  const [checked, setChecked] = useState<AnchorCheck | null>(null)
  const exported = useMutation({
    mutationFn: () => desk.trust.exportAnchor(),
    onSuccess: tellSaved,
    onError: (error) => tellRefusal(t('trust.exportFailed'), error),
  })
  const check = useMutation({
    mutationFn: () => desk.trust.checkAnchor(),
    onSuccess: setChecked,
    onError: (error) => tellRefusal(t('trust.checkFailed'), error),
  })
  return (
    <>
      {verifying && (
        <Group gap="sm" wrap="nowrap" role="status">
          <div className={classes.progress}>
            <Text size="sm">{t('trust.verifying', { done: verifying.done, of: verifying.of })}</Text>
            <Progress
              mt={4}
              size="sm"
              value={verifying.of === 0 ? 0 : (verifying.done / verifying.of) * 100}
              aria-label={t('trust.verify')}
            />
          </div>
          <Button variant="default" size="compact-sm" onClick={stopVerifying}>
            {t('trust.stop')}
          </Button>
        </Group>
      )}
      <Group gap="xs">
        <Button onClick={() => void verifyLog()} disabled={verifying !== null}>
          {t('trust.verify')}
        </Button>
        <Button variant="default" loading={exported.isPending} onClick={() => exported.mutate()}>
          {t('trust.export')}
        </Button>
        <Reserved to="trust.checkAnchor">
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
            {t('trust.check')}
          </Button>
        </Reserved>
      </Group>
      {checked && <Checked checked={checked} />}
    </>
  )
}

function Checked({ checked: { fileName, verdict, seq, atMs } }: { checked: AnchorCheck }) {
  return (
    <div role="status">
      <Text size="sm" fw={600} c={verdict === 'fits' ? undefined : 'red'}>
        {t(`trust.verdict.${verdict}`)}
      </Text>
      <Text size="sm" c="dimmed">
        {seq !== null && atMs !== null ? (
          <Words k="trust.checkedOf" values={{ fileName, seq }} parts={{ time: <Time ms={atMs} as="moment" /> }} />
        ) : (
          fileName
        )}
      </Text>
    </div>
  )
}
