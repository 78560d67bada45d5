import { IconCheck, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import classes from './ScopeList.module.css'
import { scopeStates } from './scopes.ts'

const looks = {
  true: { Icon: IconCheck, word: 'Has' },
  false: { Icon: IconMinus, word: 'Lacks' },
  null: { Icon: IconQuestionMark, word: 'Unknown' },
}

/** The scopes that Replay Desk uses, and which of them the key has. `scopes` is null where the server will not say. */
export function ScopeList({ scopes }: { scopes: string[] | null }) {
  return (
    <ul className={classes['scopes']} aria-label="Scopes of the key">
      {scopeStates(scopes).map(({ scope, purpose, granted }) => {
        const { Icon, word } = looks[`${granted}`]
        return (
          <li key={scope} data-granted={String(granted)}>
            <Icon size={15} aria-hidden />
            <span className={classes['word']}>{word}</span>
            <code>{scope}</code>
            <span className={classes['purpose']}>{purpose}</span>
          </li>
        )
      })}
    </ul>
  )
}
