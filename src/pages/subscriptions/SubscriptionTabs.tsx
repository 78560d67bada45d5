import type { KeyboardEvent } from 'react'
import { Text } from '#ui/layout.tsx'
import { TabBar } from '#ui/TabBar.tsx'
import classes from './SubscriptionsPage.module.css'
import { type Tab, tabs } from './subscriptionsSearch.ts'

const names: Record<Tab, string> = { list: 'List', calendar: 'Calendar', recipients: 'Recipients', problems: 'Problems' }

type Props = { tab: Tab; problems: number; onTab: (tab: Tab) => void }

/** Arrow keys move between tabs (WAI-ARIA tabs pattern). */
export function SubscriptionTabs({ tab, problems, onTab }: Props) {
  function move({ key, currentTarget }: KeyboardEvent) {
    const index = tabs.indexOf(tab)
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[key]
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length]
    if (next === undefined) return
    onTab(next)
    currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }

  return (
    <TabBar role="tablist" aria-label="Subscription views" tabIndex={-1} onKeyDown={move}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          id={`tab-${one}`}
          role="tab"
          aria-selected={one === tab}
          aria-controls={one === tab ? 'tab-panel' : undefined}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
        >
          {names[one]}
          {one === 'problems' && problems > 0 && (
            <Text as="span" size="xs" tone="warning" numeric className={classes['tabCount']}>
              {problems}
            </Text>
          )}
        </button>
      ))}
    </TabBar>
  )
}
