import type { Recording } from '#api/recordings/recordings.ts'
import { clockDuration } from '#lib/duration.ts'
import { formatPercent } from '#lib/format.ts'
import { Count } from '#ui/Count.tsx'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Stack } from '#ui/layout.tsx'
import classes from './Summary.module.css'
import { activeRatio } from './activeRatio.ts'

export function Summary({ recording }: { recording: Recording }) {
  const counts: [name: string, of: number | null, tone?: 'warning' | 'error'][] = [
    ['Clicks', recording.clickCount],
    ['Key presses', recording.keypressCount],
    ['Mouse activity', recording.mouseActivityCount],
    ['Console logs', recording.consoleLogCount],
    ['Console warnings', recording.consoleWarnCount, 'warning'],
    ['Console errors', recording.consoleErrorCount, 'error'],
  ]
  return (
    <Stack as="section" gap={16} numeric aria-label="Summary">
      <Length recording={recording} />
      <dl className={classes['counts']}>
        {counts.map(([name, count, tone]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-tone={count ? tone : undefined}>
              <Count of={count} what={name.toLowerCase()} />
            </dd>
          </div>
        ))}
      </dl>
    </Stack>
  )
}

function Length({ recording }: { recording: Recording }) {
  const { recordingDuration, activeSeconds, inactiveSeconds } = recording
  const ratio = activeRatio(recording)
  return (
    <Stack gap={10}>
      <dl className={classes['times']}>
        <Time name="Duration" seconds={recordingDuration} />
        <Time name="Active" seconds={activeSeconds} mark="active" />
        <Time name="Inactive" seconds={inactiveSeconds} mark="inactive" />
        <div>
          <dt>Active share</dt>
          <dd>{ratio === null ? <EmptyValue meaning="Active share unknown" unknown /> : formatPercent(ratio)}</dd>
        </div>
      </dl>
      <div className={classes['bar']} data-unknown={ratio === null || undefined} aria-hidden>
        {ratio !== null && <i style={{ transform: `scaleX(${ratio})` }} />}
      </div>
    </Stack>
  )
}

function Time({ name, seconds, mark }: { name: string; seconds: number | null; mark?: 'active' | 'inactive' }) {
  return (
    <div>
      <dt>
        {mark && <i className={classes['mark']} data-mark={mark} aria-hidden />}
        {name}
      </dt>
      <dd>{seconds === null ? <EmptyValue meaning={`${name} unknown`} unknown /> : clockDuration(seconds)}</dd>
    </div>
  )
}
