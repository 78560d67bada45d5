import { IconAlertTriangle, IconCloudOff, IconFile, IconShieldCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { clockDuration } from '#lib/duration.ts'
import { cutText } from '#lib/cutText.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { durationOf, isListedLength } from '../durationOf.ts'
import { skipTotal } from '../decode/skips.ts'
import { retryLabel, replayEndMessage } from '../replayEnd.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import classes from './ReplayNotices.module.css'
import { removedMessage } from './removedMessage.ts'
import { useReplayState } from './useReplay.ts'
import { Button } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

type Props = {
  load: ReplayLoad
  /** The length that the list shows; null if unknown. */
  listedSeconds: number | null
  onRetry: () => void
  /** Hosts allowed for this viewing. */
  hosts: readonly string[]
  onHostsChange: (hosts: readonly string[]) => void
}

/** Lists what differs from the original: blocked files, removed content, missing parts. */
export function ReplayNotices({ load, listedSeconds, onRetry, hosts, onHostsChange }: Props) {
  const state = useReplayState(load)
  const { facts, end, gaps, file } = state
  const endMessage = facts.hasFullSnapshot && end ? replayEndMessage(end) : null
  const retryText = end && retryLabel(end)
  const skippedCount = skipTotal(facts.skips)
  const removed = removedMessage(facts.removed)
  return (
    <Stack as="ul" gap={4} size="sm" tone="dimmed" className={classes['notices']}>
      {file?.recordingId && (
        <Notice icon={<IconFile size={14} aria-hidden />}>
          According to the file, this is recording <TruncateMiddle text={file.recordingId} />
          {file.personName && (
            <>
              {' '}
              of <bdi>{cutText(file.personName, 120)}</bdi>
            </>
          )}
          .
        </Notice>
      )}
      {endMessage && (
        <Notice tone="warning">
          {endMessage.message} {endMessage.next}
          {retryText !== null && (
            <Button variant="default" onClick={onRetry}>
              {retryText}
            </Button>
          )}
        </Notice>
      )}
      {end?.kind === 'complete' && gaps.length === 0 && listedSeconds !== null && !isListedLength(state, listedSeconds) && (
        <Notice>
          The list says {clockDuration(listedSeconds)}, but the snapshots end at {clockDuration(durationOf(state) / 1000)}.
        </Notice>
      )}
      {gaps.length > 0 && (
        <Notice tone="warning">
          The server didn’t send {counted(gaps.length, 'part')} of this recording:{' '}
          {gaps.map(({ from, to }) => `${clockDuration(from / 1000)} to ${clockDuration(to / 1000)}`).join(', ')}.
        </Notice>
      )}
      {skippedCount > 0 && <Notice tone="warning">Skipped {counted(skippedCount, 'unreadable line')}.</Notice>}
      <ExternalFiles files={facts.externalFiles} hosts={hosts} onHostsChange={onHostsChange} />
      {removed !== null && <Notice icon={<IconShieldCheck size={14} aria-hidden />}>Removed for safety: {removed}.</Notice>}
    </Stack>
  )
}

type NoticeProps = { tone?: 'warning'; icon?: ReactNode; children: ReactNode }

function Notice({ tone, icon, children }: NoticeProps) {
  return (
    <Row as="li" align="stretch" className={classes['notice']} data-tone={tone}>
      {icon ?? <IconAlertTriangle size={14} aria-hidden />}
      <span>{children}</span>
    </Row>
  )
}

type ExternalFilesProps = Pick<Props, 'hosts' | 'onHostsChange'> & { files: Record<string, number> }

function ExternalFiles({ files, hosts, onHostsChange }: ExternalFilesProps) {
  const [isOpen, setOpen] = useState(false)
  const [selectedHosts, setSelectedHosts] = useState(hosts)
  const hostCounts = Object.entries(files).toSorted(([, one], [, other]) => other - one)
  if (hostCounts.length === 0) return null
  const blocked = hostCounts.filter(([host]) => !hosts.includes(host))
  const fileCount = blocked.reduce((sum, [, hostFileCount]) => sum + hostFileCount, 0)
  return (
    <Notice icon={<IconCloudOff size={14} aria-hidden />}>
      {fileCount === 0 ? `Files load from ${hosts.join(', ')}.` : `${counted(fileCount, 'file')} blocked to protect privacy.`}{' '}
      <TextButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide hosts' : 'Allow hosts'}
      </TextButton>
      {isOpen && (
        <Stack as="span" gap={6} align="start" className={classes['hosts']}>
          {hostCounts.map(([host, hostFileCount]) => (
            <Row as="label" key={host} className={classes['host']}>
              <input
                type="checkbox"
                checked={selectedHosts.includes(host)}
                onChange={({ currentTarget: { checked } }) =>
                  setSelectedHosts(checked ? [...selectedHosts, host] : selectedHosts.filter((one) => one !== host))
                }
              />
              <bdi>{host}</bdi>{' '}
              <Text as="span" size="xs" tone="quiet">
                {counted(hostFileCount, 'file')}
              </Text>
            </Row>
          ))}
          <Text as="span" size="xs" tone="quiet">
            Allowed hosts can see your IP address and when you watch, but never your API key.
          </Text>
          <Button variant="default" disabled={selectedHosts.join() === hosts.join()} onClick={() => onHostsChange(selectedHosts)}>
            {selectedHosts.length === 0 ? 'Block all hosts' : `Allow ${counted(selectedHosts.length, 'host')}`}
          </Button>
        </Stack>
      )}
    </Notice>
  )
}
