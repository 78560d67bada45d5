import { useCallback } from 'react'
import { readReplayFile } from './readReplayFile.ts'
import { ReplayScreen } from './screen/ReplayScreen.tsx'
import type { ReplaySubject } from './screen/replaySubject.ts'
import type { OpenReplay } from './screen/useReplay.ts'

const fileSubject: ReplaySubject = { id: null, person: null, listedSeconds: null, zone: null, linkAt: null, postHogLinkAt: null }

/** Plays a recording from a file. Use a different `key` for a different file. */
export function FileReplay({ file }: { file: File }) {
  const open = useCallback<OpenReplay>((allowedHosts) => readReplayFile(file, { allowedHosts }), [file])
  return <ReplayScreen open={open} subject={fileSubject} notes={null} startAt={0} />
}
