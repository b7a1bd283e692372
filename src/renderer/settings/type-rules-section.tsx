import { ActionIcon, Button, Group, Select, Table, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { Settings, TypeRule } from '../../shared/settings.ts'
import { appointmentTypes, providerIds } from '../../shared/words.ts'
import { sourceName, typeLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import classes from './settings.module.css'
import { ruleProblem } from './rule-problem.ts'
import { useSettingsForm } from './use-settings-form.ts'

const anyProvider = 'any'
const providerOptions = () => [
  { value: anyProvider, label: t('settings.types.anyProvider') },
  ...providerIds.map((id) => ({ value: id, label: sourceName(id) })),
]
const fieldOptions = () => (['either', 'name', 'slug'] as const).map((value) => ({ value, label: t(`settings.types.${value}`) }))
const matchOptions = () => (['contains', 'equals', 'always'] as const).map((value) => ({ value, label: t(`settings.types.${value}`) }))
const typeOptions = () => appointmentTypes.map((type) => ({ value: type, label: typeLabel(type) }))

const newRule: TypeRule = { provider: null, field: 'either', match: 'contains', pattern: '', type: 'meeting' }

/** How a provider's own words become our types. */
export function TypeRulesSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { typeRules: settings.typeRules },
    { typeRules: { pattern: (pattern, values, path) => emptyPattern(pattern, values.typeRules, path) } },
    t('settings.savedFromNowOn'),
  )
  const { typeRules } = form.values
  return (
    <FormSection
      title={t('settings.types.title')}
      description={t('settings.types.about')}
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      {typeRules.length === 0 ? (
        <Text size="sm">{t('settings.types.none')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={640}>
          <Table layout="fixed" verticalSpacing={4} horizontalSpacing={6} aria-label={t('settings.types.table')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={138}>{t('settings.types.provider')}</Table.Th>
                <Table.Th w={146}>{t('settings.types.field')}</Table.Th>
                <Table.Th w={130}>{t('settings.types.match')}</Table.Th>
                <Table.Th>{t('settings.types.words')}</Table.Th>
                <Table.Th w={164}>{t('settings.types.becomes')}</Table.Th>
                <Table.Th w={98}>
                  <span className="visually-hidden">{t('settings.types.order')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {typeRules.map((rule, index) => (
                <RuleRow
                  key={index}
                  rule={rule}
                  index={index}
                  count={typeRules.length}
                  error={form.errors[`typeRules.${index}.pattern`]}
                  problem={ruleProblem(typeRules, index)}
                  onChange={(patch) => form.setFieldValue(`typeRules.${index}`, { ...rule, ...patch })}
                  onMove={(by) => form.reorderListItem('typeRules', { from: index, to: index + by })}
                  onRemove={() => form.removeListItem('typeRules', index)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem('typeRules', newRule)}
        >
          {t('settings.types.add')}
        </Button>
      </Group>
    </FormSection>
  )
}

interface RuleRowProps {
  rule: TypeRule
  index: number
  count: number
  error: React.ReactNode
  problem: string | null
  onChange(patch: Partial<TypeRule>): void
  onMove(by: number): void
  onRemove(): void
}

function RuleRow({ rule, index, count, error, problem, onChange, onMove, onRemove }: RuleRowProps) {
  const nth = { number: index + 1 }
  return (
    <Table.Tr className={classes.rule}>
      <Table.Td>
        <Select
          aria-label={t('settings.types.providerOf', nth)}
          allowDeselect={false}
          data={providerOptions()}
          value={rule.provider ?? anyProvider}
          onChange={(value) => onChange({ provider: providerIds.find((id) => id === value) ?? null })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('settings.types.fieldOf', nth)}
          allowDeselect={false}
          disabled={rule.match === 'always'}
          data={fieldOptions()}
          value={rule.field}
          onChange={(field) => field && onChange({ field })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('settings.types.matchOf', nth)}
          allowDeselect={false}
          data={matchOptions()}
          value={rule.match}
          onChange={(match) => match && onChange(match === 'always' ? { match, pattern: '' } : { match })}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={t('settings.types.wordsOf', nth)}
          disabled={rule.match === 'always'}
          value={rule.pattern}
          onChange={(change) => onChange({ pattern: change.currentTarget.value })}
          error={error}
        />
        {problem !== null && <div className={classes.problem}>{problem}</div>}
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('settings.types.typeOf', nth)}
          allowDeselect={false}
          data={typeOptions()}
          value={rule.type}
          onChange={(type) => type && onChange({ type })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={0} wrap="nowrap">
          <ActionIcon aria-label={t('settings.types.up', nth)} disabled={index === 0} onClick={() => onMove(-1)}>
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('settings.types.down', nth)} disabled={index === count - 1} onClick={() => onMove(1)}>
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('settings.types.remove', nth)} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function emptyPattern(pattern: string, rules: readonly TypeRule[], path: string): string | null {
  const rule = rules[Number(path.split('.')[1])]
  return rule?.match !== 'always' && pattern.trim() === '' ? t('settings.types.noWords') : null
}
