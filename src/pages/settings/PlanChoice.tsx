import { useId } from 'react'
import type { Connection } from '#storage/connections.ts'
import { choosePlan } from '#api/rateLimit/choosePlan.ts'
import { type PlanChoice as Choice, planChoices } from '#storage/settings.ts'
import { Select } from '#ui/Select.tsx'
import classes from './SettingsPage.module.css'

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
    <div>
      <dt>
        <label htmlFor={selectId}>Request limits</label>
      </dt>
      <dd>
        <Select
          id={selectId}
          value={plan}
          options={planChoices.map((value) => ({ value, label: names[value] }))}
          onChange={(value) => choosePlan(id, planChoices.find((one) => one === value) ?? 'auto')}
        />
        <span className={classes['quiet']}>
          Automatic: free plan limits on PostHog Cloud until the server reports another plan. Self-hosted: no limits until the
          server refuses a request.
        </span>
      </dd>
    </div>
  )
}
