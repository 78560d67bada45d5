import { useState } from 'react'
import type { ScanRequest } from '#storage/scan.ts'
import { Form } from '#ui/Form.tsx'
import { Select } from '#ui/Select.tsx'
import { rangeOf, type RangeChoice, ranges } from './ranges.ts'
import { ScanCost } from './ScanCost.tsx'
import { Row } from '#ui/layout.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import classes from './ScanForm.module.css'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

export function ScanForm({ onStart }: { onStart: (request: ScanRequest) => void }) {
  const [choice, setChoice] = useState<RangeChoice>('2000')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [isThorough, setThorough] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    const range = rangeOf(choice, from, to, Date.now())
    if (typeof range === 'string') return setProblem(range)
    onStart({ range, isThorough })
  }

  return (
    <Form className={classes['form']} onSubmit={submit}>
      <Row gap={12} size="sm">
        <label htmlFor="scan-range">Date range</label>
        <Select
          id="scan-range"
          options={[...ranges]}
          value={choice}
          onChange={(value) => {
            setChoice(ranges.find((one) => one.value === value)?.value ?? '2000')
            setProblem(null)
          }}
        />
      </Row>
      {choice === 'own' && (
        <Row gap={12} align="end" wrap>
          <TextInput
            type="date"
            label="First day"
            value={from}
            error={problem}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label="Last day"
            description="Leave empty to include everything until now"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </Row>
      )}
      <Checkbox
        label="Thorough scan: check every recording in range"
        hint="Slower, but doesn’t rely on PostHog’s own index."
        checked={isThorough}
        onChange={setThorough}
      />
      <ScanCost isThorough={isThorough} />
      <div>
        <Button type="submit">Start scan</Button>
      </div>
    </Form>
  )
}
