import { Link } from 'react-router-dom'
import { useSettings } from '#storage/connections.ts'
import { highFrom, mediumFrom, riskRule } from '#features/shareInventory/risk.ts'
import { Popover } from '#ui/Popover.tsx'
import { Select } from '#ui/Select.tsx'
import { Spacer } from '#ui/layout.tsx'
import { SearchField } from '#ui/SearchField.tsx'
import classes from './SharingPage.module.css'
import { type SharingSearch, sharingSearch } from './sharingSearch.ts'

type Props = { search: SharingSearch; onFilter: (part: Partial<SharingSearch>) => void }

type FilterName = 'age' | 'password' | 'risk' | 'review'

const filterChoices: { name: FilterName; label: string; options: { value: string; label: string }[] }[] = [
  {
    name: 'age',
    label: 'Link age',
    options: [
      { value: '', label: 'Any age' },
      ...['30', '60', '90'].map((days) => ({ value: days, label: `Older than ${days} days` })),
    ],
  },
  {
    name: 'password',
    label: 'Password',
    options: [
      { value: '', label: 'Any password' },
      { value: 'without', label: 'No password' },
      { value: 'with', label: 'Password required' },
    ],
  },
  {
    name: 'risk',
    label: 'Risk',
    options: [
      { value: '', label: 'Any risk' },
      { value: 'high', label: 'High risk' },
      { value: 'medium', label: 'Medium risk' },
      { value: 'low', label: 'Low risk' },
    ],
  },
  {
    name: 'review',
    label: 'Review',
    options: [
      { value: '', label: 'Any review' },
      { value: 'overdue', label: 'Overdue' },
      { value: 'kept', label: 'Approved' },
      { value: 'none', label: 'Not reviewed' },
    ],
  },
]

export function FilterRow({ search, onFilter }: Props) {
  return (
    <>
      <SearchField
        className={classes['search']}
        label="Search people, recordings and links"
        placeholder="Person, recording or link ending"
        value={search.q}
        // Each change adds a history entry.
        waitMs={300}
        onChange={(q) => onFilter({ q })}
      />
      {filterChoices.map(({ name, label, options }) => (
        <Select
          key={name}
          aria-label={label}
          options={options}
          value={search[name]}
          onChange={(value) => onFilter({ [name]: sharingSearch.read(new URLSearchParams({ [name]: value }))[name] })}
        />
      ))}
      <Spacer />
      <Popover label="How risk is scored">{() => <RiskRule />}</Popover>
    </>
  )
}

function RiskRule() {
  const { ownDomains } = useSettings()
  return (
    <div className={classes['rule']}>
      <p>
        Points add up: {highFrom} or more is high, {mediumFrom} or more is medium. Overdue reviews come first, then the most
        points, then the oldest link.
      </p>
      <dl>
        {riskRule.map(({ label, points }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{points}</dd>
          </div>
        ))}
      </dl>
      <p>
        {ownDomains.length > 0
          ? `Your domains: ${ownDomains.join(', ')}. `
          : 'No domains are set, so no email counts as outside. '}
        <Link to="/settings">{ownDomains.length > 0 ? 'Change domains' : 'Set domains in Settings'}</Link>
      </p>
    </div>
  )
}
