import { IconCheck, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import { Text } from '#ui/layout.tsx'
import classes from './ScopeList.module.css'
import { scopeStates } from './scopes.ts'

const markers = {
  true: { Icon: IconCheck, label: 'Granted' },
  false: { Icon: IconMinus, label: 'Missing' },
  null: { Icon: IconQuestionMark, label: 'Unknown' },
}

/** The scopes that Replay Desk uses. `scopes` are the key's, null if unknown. */
export function ScopeList({ scopes }: { scopes: string[] | null }) {
  return (
    <ul className={classes['scopes']} aria-label="Key scopes">
      {scopeStates(scopes).map(({ scope, purpose, granted }) => {
        const { Icon, label } = markers[`${granted}`]
        return (
          <li key={scope} data-granted={String(granted)}>
            <Icon size={15} aria-hidden />
            <Text as="span" tone="dimmed" className={classes['label']}>
              {label}
            </Text>
            <code>{scope}</code>
            <Text as="span" tone="dimmed" className={classes['purpose']}>
              {purpose}
            </Text>
          </li>
        )
      })}
    </ul>
  )
}
