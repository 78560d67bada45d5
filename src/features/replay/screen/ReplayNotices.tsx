import { IconAlertTriangle, IconCloudOff, IconFile, IconShieldCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { clockDuration } from '#lib/duration.ts'
import { cutText } from '#lib/cutText.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { skipTotal } from '../decode/skips.ts'
import { askAgainName, replayEndMessage } from '../replayEnd.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import classes from './ReplayNotices.module.css'
import { removedMessage } from './removedMessage.ts'
import { useReplayState } from './useReplay.ts'
import { Button } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

type Props = {
  load: ReplayLoad
  onAgain: () => void
  /** Hosts whose files may be shown in this viewing. */
  hosts: readonly string[]
  onHosts: (hosts: readonly string[]) => void
}

/** What is not as it was, and why: files that were not loaded, what was taken out, what is missing. */
export function ReplayNotices({ load, onAgain, hosts, onHosts }: Props) {
  const { facts, end, gaps, file } = useReplayState(load)
  const words = facts.hasFullSnapshot && end ? replayEndMessage(end) : null
  const again = end && askAgainName(end)
  const skipped = skipTotal(facts.skips)
  const stripped = removedMessage(facts.stripped)
  return (
    <ul className={classes['notices']}>
      {file?.recordingId && (
        <Notice icon={<IconFile size={14} aria-hidden />}>
          The file says that this is recording <TruncateMiddle text={file.recordingId} />
          {file.personName && (
            <>
              {' '}
              of <bdi>{cutText(file.personName, 120)}</bdi>
            </>
          )}
          .
        </Notice>
      )}
      {words && (
        <Notice tone="look">
          {words.message} {words.next}
          {again !== null && (
            <Button variant="default" onClick={onAgain}>
              {again}
            </Button>
          )}
        </Notice>
      )}
      {gaps.length > 0 && (
        <Notice tone="look">
          The server left out {counted(gaps.length, 'part')} of this recording:{' '}
          {gaps.map(({ from, to }) => `${clockDuration(from / 1000)} to ${clockDuration(to / 1000)}`).join(', ')}.
        </Notice>
      )}
      {skipped > 0 && (
        <Notice tone="look">
          {counted(skipped, 'line')} of this recording could not be read and {skipped === 1 ? 'was' : 'were'} skipped.
        </Notice>
      )}
      <Elsewhere files={facts.externalFiles} hosts={hosts} onHosts={onHosts} />
      {stripped !== null && (
        <Notice icon={<IconShieldCheck size={14} aria-hidden />}>
          Taken out of this recording, so that it can do nothing here: {stripped}.
        </Notice>
      )}
    </ul>
  )
}

type NoticeProps = { tone?: 'look'; icon?: ReactNode; children: ReactNode }

function Notice({ tone, icon, children }: NoticeProps) {
  return (
    <li className={classes['notice']} data-tone={tone}>
      {icon ?? <IconAlertTriangle size={14} aria-hidden />}
      <span>{children}</span>
    </li>
  )
}

type ElsewhereProps = Pick<Props, 'hosts' | 'onHosts'> & { files: Record<string, number> }

/** Files of the recorded site that this page did not ask for, and how to ask for them after all. */
function Elsewhere({ files, hosts, onHosts }: ElsewhereProps) {
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(hosts)
  const all = Object.entries(files).toSorted(([, one], [, other]) => other - one)
  if (all.length === 0) return null
  const refused = all.filter(([host]) => !hosts.includes(host))
  const count = refused.reduce((sum, [, amount]) => sum + amount, 0)
  const hostCount = counted(refused.length, 'host')
  return (
    <Notice icon={<IconCloudOff size={14} aria-hidden />}>
      {count === 0
        ? `Files are loaded from ${hosts.join(', ')}.`
        : `${counted(count, 'file')} from ${hostCount} ${count === 1 ? 'was' : 'were'} not loaded, so that nobody there learns of this viewing.`}{' '}
      <button type="button" className={classes['link']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide hosts' : 'Choose hosts'}
      </button>
      {isOpen && (
        <span className={classes['hosts']}>
          {all.map(([host, amount]) => (
            <label key={host} className={classes['host']}>
              <input
                type="checkbox"
                checked={chosen.includes(host)}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen(checked ? [...chosen, host] : chosen.filter((one) => one !== host))
                }
              />
              <bdi>{host}</bdi> <span className={classes['quiet']}>{counted(amount, 'file')}</span>
            </label>
          ))}
          <span className={classes['quiet']}>
            Chosen hosts are asked for these files while you watch. They see this computer’s address and the time, and never the
            key.
          </span>
          <Button variant="default" disabled={chosen.join() === hosts.join()} onClick={() => onHosts(chosen)}>
            {chosen.length === 0 ? 'Load files from no host' : `Load files from ${counted(chosen.length, 'host')}`}
          </Button>
        </span>
      )}
    </Notice>
  )
}
