import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { actionNames } from '#storage/activityNames.ts'
import { activityActions } from '#storage/activityLog.ts'
import { Form } from '#ui/Form.tsx'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { Select } from '#ui/Select.tsx'
import classes from './ActivityLogPage.module.css'
import { type ActivityLogSearch, activityLogSearch } from './activityLogSearch.ts'
import { TextInput } from '#ui/fields.tsx'

type Props = { search: ActivityLogSearch; onChange: (change: Partial<ActivityLogSearch>) => void }

const scopes = [
  { value: '', label: 'This project' },
  { value: 'all', label: 'All projects' },
] as const

const outcomes = [
  { value: '', label: 'All outcomes' },
  { value: 'done', label: 'Done' },
  { value: 'failed', label: 'Failed' },
  { value: 'unknown', label: 'Unknown' },
] as const

/** The search text applies on Enter or blur. */
export function ActivityFilters({ search, onChange }: Props) {
  const [appliedText, setAppliedText] = useState(search.text)
  const [draft, setDraft] = useState(search.text)
  if (appliedText !== search.text) {
    setAppliedText(search.text) // changed by Back or by another button
    setDraft(search.text)
  }
  const applyText = () => draft.trim() !== search.text && onChange({ text: draft })
  return (
    <Form inline gap="8px 12px" wrap className={classes['filters']} role="search" onSubmit={applyText}>
      <SegmentedControl label="Scope" options={scopes} value={search.where} onChange={(where) => onChange({ where })} />
      <Select
        aria-label="Action"
        options={[
          { value: '', label: 'All actions' },
          ...activityActions.map((action) => ({ value: action, label: actionNames[action] })),
        ]}
        value={search.action}
        onChange={(action) => onChange({ action: activityLogSearch.read(new URLSearchParams({ action })).action })}
      />
      <SegmentedControl label="Outcome" options={outcomes} value={search.outcome} onChange={(outcome) => onChange({ outcome })} />
      <TextInput
        type="search"
        size="xs"
        className={classes['search'] ?? ''}
        aria-label="Search activity"
        placeholder="Recording, person or link ending"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={applyText}
      />
    </Form>
  )
}
