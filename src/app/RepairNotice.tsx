import { IconX } from '@tabler/icons-react'
import { useState, useSyncExternalStore } from 'react'
import { rateLimiter } from '#api/rateLimit/rateLimiter.ts'
import { settings, tabKeys } from '#storage/settings.ts'
import { Row } from '#ui/layout.tsx'
import classes from './Shell.module.css'
import { IconButton } from '#ui/Button.tsx'

/** Tells that stored settings were damaged and repaired or dropped. */
export function RepairNotice() {
  const [settingsProblem] = useState(() => settings.problem() ?? tabKeys.problem())
  const usageProblem = useSyncExternalStore(rateLimiter.subscribe, rateLimiter.problem)
  const [isClosed, setClosed] = useState(false)
  const problem = settingsProblem ?? usageProblem
  if (problem === null || isClosed) return null
  return (
    <Row justify="space-between" size="sm" tone="warning" className={classes['repair']} role="status">
      {problem}
      <IconButton aria-label="Dismiss notice" onClick={() => setClosed(true)}>
        <IconX size={16} aria-hidden />
      </IconButton>
    </Row>
  )
}
