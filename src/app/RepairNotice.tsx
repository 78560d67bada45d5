import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { settings, tabKeys } from '#api/settings.ts'
import classes from './Shell.module.css'

/** Says once that kept settings had to be repaired or dropped. */
export function RepairNotice() {
  const [problem, setProblem] = useState(() => settings.problem() ?? tabKeys.problem())
  if (problem === null) return null
  return (
    <div className={classes['repair']} role="status">
      {problem}
      <ActionIcon aria-label="Close this notice" onClick={() => setProblem(null)}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}
