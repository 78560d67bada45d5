import { Fact } from '#ui/FactList.tsx'
import { useId } from 'react'
import type { Connection } from '#storage/connections.ts'
import { choosePlan } from '#api/rateLimit/choosePlan.ts'
import { type PlanChoice as Choice, planChoices } from '#storage/settings.ts'
import { Select } from '#ui/Select.tsx'
import { Row, Text } from '#ui/layout.tsx'

const names: Record<Choice, string> = {
  auto: 'Automatic',
  none: 'No limits',
  free: 'Free plan',
  paid: 'Paid plan',
  enterprise: 'Enterprise plan',
}

/** The server names its limits only when they are used up, so people can choose them here. */
export function PlanChoice({ connection: { id, plan = 'auto' } }: { connection: Connection }) {
  const selectId = useId()
  return (
    <Fact name={<label htmlFor={selectId}>Request limits</label>}>
      <Row gap="4px 12px" wrap>
        <Select
          id={selectId}
          value={plan}
          options={planChoices.map((value) => ({ value, label: names[value] }))}
          onChange={(value) => choosePlan(id, planChoices.find((one) => one === value) ?? 'auto')}
        />
        <Text as="span" size="xs" tone="dimmed">
          Automatic: free plan limits on PostHog Cloud until the server reports another plan. Self-hosted: no limits until the
          server refuses a request.
        </Text>
      </Row>
    </Fact>
  )
}
