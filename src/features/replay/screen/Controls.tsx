import { IconAspectRatio, IconFlag, IconMaximize, IconNote } from '@tabler/icons-react'
import { type RefObject, useSyncExternalStore } from 'react'
import { clockDuration, preciseClock } from '#lib/duration.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Select } from '#ui/Select.tsx'
import type { ReplayLoad } from '../replayLoad.ts'
import { durationOf, lengthText } from '../durationOf.ts'
import { replaySpeeds, setReplaySettings, useReplaySettings } from '../replaySettings.ts'
import type { Player } from '../frame/player.ts'
import { Row, Text } from '#ui/layout.tsx'
import { Button } from '#ui/Button.tsx'
import type { Notes } from '../notes/useNotes.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import classes from './Controls.module.css'
import { ControlIcon } from './ControlIcon.tsx'
import { ExportButton } from './ExportButton.tsx'
import type { ReplaySubject } from './replaySubject.ts'
import { linkSeconds } from './linkSeconds.ts'
import { toggleFullScreen } from './toggleFullScreen.ts'
import { ErrorButtons, PlaybackButtons } from './PlaybackButtons.tsx'
import { usePlayerValue, useReplayState } from './useReplay.ts'
import { WindowChoice } from './WindowChoice.tsx'

type Props = {
  load: ReplayLoad
  player: Player
  subject: ReplaySubject
  noting: Notes
  /** The element for full screen. */
  screen: RefObject<HTMLElement | null>
  fit: boolean
  onFitChange: (fit: boolean) => void
}

export function Controls({ load, player, subject, noting, screen, fit, onFitChange }: Props) {
  const settings = useReplaySettings()
  const speed = usePlayerValue(player, 'speed')
  const skipInactivity = usePlayerValue(player, 'skipInactivity')
  return (
    <Row gap="6px 12px" wrap className={classes['controls']}>
      <Row wrap className={classes['group']}>
        <PlaybackButtons player={player} />
        <Clock load={load} player={player} listedSeconds={subject.listedSeconds} />
        <ErrorButtons load={load} player={player} />
      </Row>
      <Row wrap className={classes['group']}>
        <WindowChoice load={load} player={player} />
        <Select
          aria-label="Speed"
          title="Speed"
          value={String(speed)}
          options={replaySpeeds.map((one) => ({ value: String(one), label: `${one}×` }))}
          onChange={(value) => {
            const next = replaySpeeds.find((one) => String(one) === value) ?? 1
            setReplaySettings({ speed: next })
            player.setSpeed(next)
          }}
        />
        <Checkbox
          label="Skip inactivity"
          checked={skipInactivity}
          onChange={(on) => {
            setReplaySettings({ skipInactivity: on })
            player.setSkipInactivity(on)
          }}
        />
        <Checkbox
          label="Mouse trail"
          checked={settings.mouseTail}
          onChange={(mouseTail) => {
            setReplaySettings({ mouseTail })
            player.setMouseTail(mouseTail)
          }}
        />
      </Row>
      <Row wrap className={classes['group']} data-end>
        {noting.add && (
          <Button
            variant="default"
            leftSection={<IconNote size={14} aria-hidden />}
            title="Add a note at this time (c)"
            onClick={noting.add}
          >
            Note
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconFlag size={14} aria-hidden />}
          title="Report this time in a ticket (r)"
          onClick={noting.report}
        >
          Report
        </Button>
        {subject.linkAt && <CopyLinkButton player={player} linkAt={subject.linkAt} />}
        <ExportButton load={load} subject={subject} notes={noting.notes} />
        <ControlIcon label={fit ? 'Actual size' : 'Fit'} icon={IconAspectRatio} onClick={() => onFitChange(!fit)} />
        <ControlIcon label="Full screen" icon={IconMaximize} onClick={() => toggleFullScreen(screen.current)} />
      </Row>
    </Row>
  )
}

type ClockProps = { load: ReplayLoad; player: Player; listedSeconds: number | null }

function Clock({ load, player, listedSeconds }: ClockProps) {
  const state = useReplayState(load)
  const length = lengthText(state, listedSeconds)
  const position = usePlayerValue(player, 'position')
  return (
    <Text as="span" size="sm" tone="dimmed" numeric className={classes['clock']}>
      <b>{position >= durationOf(state) ? length : clockDuration(Math.floor(position / 1000))}</b> / {length}
    </Text>
  )
}

function CopyLinkButton({ player, linkAt }: { player: Player; linkAt: (seconds: number) => string }) {
  const time = useSyncExternalStore(player.subscribe, () => preciseClock(player.get().position))
  return <CopyButton label={`Copy link to ${time}`} compact text={() => linkAt(linkSeconds(player.get().position))} />
}
