import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { TableSettings } from '#storage/settings.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { chooseColumns, columnNames } from './columns.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import classes from './TableSettingsMenu.module.css'
import { Button, IconButton } from '#ui/Button.tsx'
import { Row } from '#ui/layout.tsx'

/** What a person needs to choose what to watch. */
const signalView = 'start_time person duration activity score start_url'.split(' ')

type Props = {
  tableSettings: TableSettings
  onChange: (tableSettings: TableSettings) => void
  onReset: () => void
  onWeights: () => void
}

export function TableSettingsMenu({ tableSettings, onChange, onReset, onWeights }: Props) {
  const shown = chooseColumns(tableSettings.columns).map(({ id }) => id)
  const hidden = columnNames.filter(({ id }) => !shown.includes(id)).map(({ id }) => id)
  const setColumns = (columns: string[]) => onChange({ ...tableSettings, columns })
  const move = (index: number, by: number) => {
    const next = shown.toSpliced(index, 1)
    setColumns(next.toSpliced(index + by, 0, shown[index] ?? ''))
  }
  return (
    <>
      <SegmentedControl
        label="Density"
        wide
        options={[
          { value: 'normal', label: 'Comfortable' },
          { value: 'compact', label: 'Compact' },
        ]}
        value={tableSettings.compact ? 'compact' : 'normal'}
        onChange={(density) => onChange({ ...tableSettings, compact: density === 'compact' })}
      />
      <ul className={classes['columns']} aria-label="Columns">
        {[...shown, ...hidden].map((id, index) => {
          const header = columnNames.find((column) => column.id === id)?.header ?? id
          const isShown = index < shown.length
          return (
            <li key={id}>
              <Checkbox
                label={header}
                checked={isShown}
                disabled={isShown && shown.length === 1}
                onChange={() => setColumns(isShown ? shown.filter((one) => one !== id) : [...shown, id])}
              />
              {isShown && (
                <>
                  <IconButton aria-label={`Move ${header} up`} size={26} disabled={index === 0} onClick={() => move(index, -1)}>
                    <IconArrowUp size={14} aria-hidden />
                  </IconButton>
                  <IconButton
                    aria-label={`Move ${header} down`}
                    size={26}
                    disabled={index === shown.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={14} aria-hidden />
                  </IconButton>
                </>
              )}
            </li>
          )
        })}
      </ul>
      <Checkbox
        label="Check rows in view for public links"
        checked={tableSettings.checksSharing}
        disabled={!shown.includes('shared')}
        onChange={() => onChange({ ...tableSettings, checksSharing: !tableSettings.checksSharing })}
      />
      <Row wrap gap={4}>
        {shown.join() !== signalView.join() && (
          <Button variant="subtle" size="compact-xs" onClick={() => setColumns(signalView)}>
            Show signals
          </Button>
        )}
        {shown.includes('score') && (
          <Button variant="subtle" size="compact-xs" onClick={onWeights}>
            Score weights…
          </Button>
        )}
        <Button variant="subtle" size="compact-xs" onClick={onReset}>
          Reset columns
        </Button>
      </Row>
    </>
  )
}
