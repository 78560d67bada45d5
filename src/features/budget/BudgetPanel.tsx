import { Link } from 'react-router-dom'
import type { UsageView } from '#api/rateLimit/usageView.ts'
import type { Connection } from '#storage/connections.ts'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './BudgetPanel.module.css'
import { ClassBudget } from './ClassBudget.tsx'
import { useBudget } from './useBudget.ts'

type Props = { connection: Connection; onNavigate: () => void }

export function BudgetPanel({ connection, onNavigate }: Props) {
  const { view, now } = useBudget(connection, 1000)
  const { isLimited } = view.keyLimits
  const shown = view.classes.filter(({ pausedUntil, waiting }) => isLimited || pausedUntil !== null || waiting.length > 0)
  return (
    <Stack gap={12}>
      <h2 className={classes['title']}>Request budget</h2>
      <Text size="xs" tone="dimmed" className={classes['text']}>
        {isLimited ? 'API requests used by this key, across tabs.' : 'No limits known for this host.'}
      </Text>
      {shown.length > 0 && (
        <Stack as="ul" gap={0}>
          {shown.map((one) => (
            <ClassBudget key={one.rateClass} budget={one} now={now} />
          ))}
        </Stack>
      )}
      {isLimited && (
        <Text size="xs" tone="dimmed" className={classes['text']}>
          <span className={classes['sample']} aria-hidden /> 20% is reserved for you; background jobs wait.
        </Text>
      )}
      <Text size="xs" tone="dimmed" className={classes['text']}>
        {planMessage(view, connection)}
      </Text>
      <Link to="/settings" className={classes['link']} onClick={onNavigate}>
        {isLimited ? 'Choose plan in Settings' : 'Set limits in Settings'}
      </Link>
    </Stack>
  )
}

function planMessage({ keyLimits }: UsageView, { plan: choice }: Connection): string {
  if (!keyLimits.isLimited) {
    return choice === 'none'
      ? 'You turned limits off in Settings.'
      : 'Self-hosted servers have no limits by default. If one appears, we’ll respect it.'
  }
  switch (keyLimits.source) {
    case 'chosen':
      return `Using the limits of the ${keyLimits.plan} plan, as set in Settings.`
    case 'reported':
      return `Using the limits of the ${keyLimits.plan} plan, as reported by the server.`
    default:
      return keyLimits.isTiered
        ? 'The plan is unknown, so background jobs use free plan limits.'
        : 'The server has refused requests, so background jobs use PostHog’s usual limits.'
  }
}
