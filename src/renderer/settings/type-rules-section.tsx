import { ActionIcon, Button, Group, Select, Table, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { Settings, TypeRule } from '../../shared/settings.ts'
import { appointmentTypes, providerIds, providerNames } from '../../shared/words.ts'
import { typeLabels } from '../ui/labels.ts'
import { FormSection } from './section.tsx'
import classes from './settings.module.css'
import { ruleProblem } from './rule-problem.ts'
import { useSettingsForm } from './use-settings-form.ts'

const anyProvider = 'any'
const providerOptions = [
  { value: anyProvider, label: 'Any provider' },
  ...providerIds.map((id) => ({ value: id, label: providerNames[id] })),
]
const fieldOptions: { value: TypeRule['field']; label: string }[] = [
  { value: 'either', label: 'Name or slug' },
  { value: 'name', label: 'Name' },
  { value: 'slug', label: 'Slug' },
]
const matchOptions: { value: TypeRule['match']; label: string }[] = [
  { value: 'contains', label: 'contains' },
  { value: 'equals', label: 'is' },
  { value: 'always', label: 'is anything' },
]
const typeOptions = appointmentTypes.map((type) => ({ value: type, label: typeLabels[type] }))

const newRule: TypeRule = { provider: null, field: 'either', match: 'contains', pattern: '', type: 'meeting' }

/** How a provider's own words become our types. */
export function TypeRulesSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { typeRules: settings.typeRules },
    { typeRules: { pattern: (pattern, values, path) => emptyPattern(pattern, values.typeRules, path) } },
    'Saved. It counts for deliveries from now on.',
  )
  const { typeRules } = form.values
  return (
    <FormSection
      title="Types of appointment"
      description="The first rule that fits the provider's event type decides, whatever its letters' case. Without a fitting rule it is a meeting."
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      {typeRules.length === 0 ? (
        <Text size="sm">No rules: every appointment is a meeting.</Text>
      ) : (
        <Table.ScrollContainer minWidth={640}>
          <Table layout="fixed" verticalSpacing={4} horizontalSpacing={6} aria-label="Rules, in the order in which they are tried">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={138}>Provider</Table.Th>
                <Table.Th w={146}>Event type's</Table.Th>
                <Table.Th w={130}>Fits when it</Table.Th>
                <Table.Th>Words</Table.Th>
                <Table.Th w={164}>Becomes</Table.Th>
                <Table.Th w={98}>
                  <span className="visually-hidden">Order and removal</span>
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
          Add a rule
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
  const nth = `rule ${index + 1}`
  return (
    <Table.Tr className={classes.rule}>
      <Table.Td>
        <Select
          aria-label={`Provider of ${nth}`}
          allowDeselect={false}
          data={providerOptions}
          value={rule.provider ?? anyProvider}
          onChange={(value) => onChange({ provider: providerIds.find((id) => id === value) ?? null })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`What ${nth} looks at`}
          allowDeselect={false}
          disabled={rule.match === 'always'}
          data={fieldOptions}
          value={rule.field}
          onChange={(field) => field && onChange({ field })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`How ${nth} compares`}
          allowDeselect={false}
          data={matchOptions}
          value={rule.match}
          onChange={(match) => match && onChange(match === 'always' ? { match, pattern: '' } : { match })}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={`Words of ${nth}`}
          disabled={rule.match === 'always'}
          value={rule.pattern}
          onChange={(change) => onChange({ pattern: change.currentTarget.value })}
          error={error}
        />
        {problem !== null && <div className={classes.problem}>{problem}</div>}
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Type that ${nth} gives`}
          allowDeselect={false}
          data={typeOptions}
          value={rule.type}
          onChange={(type) => type && onChange({ type })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={0} wrap="nowrap">
          <ActionIcon aria-label={`Move ${nth} up`} disabled={index === 0} onClick={() => onMove(-1)}>
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={`Move ${nth} down`} disabled={index === count - 1} onClick={() => onMove(1)}>
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={`Remove ${nth}`} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function emptyPattern(pattern: string, rules: readonly TypeRule[], path: string): string | null {
  const rule = rules[Number(path.split('.')[1])]
  return rule?.match !== 'always' && pattern.trim() === '' ? 'Say which words.' : null
}
