import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dropAllReplays, cachedReplaySize } from '#storage/replayCache.ts'
import { setReplaySettings, useReplaySettings } from '#features/replay/replaySettings.ts'
import { byteText } from '#lib/byteText.ts'
import { Row, Stack } from '#ui/layout.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import classes from './SettingsPage.module.css'
import { Button } from '#ui/Button.tsx'

const queryKey = ['cached replay size']

export function CachedReplays() {
  const { isKept, marksViewed } = useReplaySettings()
  const queryClient = useQueryClient()
  const { data: size = 0 } = useQuery({ queryKey, queryFn: cachedReplaySize, staleTime: 0, gcTime: 0 })

  async function clear() {
    await dropAllReplays()
    await queryClient.invalidateQueries({ queryKey })
  }

  return (
    <Stack as="section" gap={16} aria-labelledby="watched-recordings">
      <h2 id="watched-recordings" className={classes['heading']}>
        Watched recordings
      </h2>
      <Checkbox
        label="Keep watched recordings in this browser"
        checked={isKept}
        onChange={(isOn) => {
          setReplaySettings({ isKept: isOn })
          if (!isOn) void clear()
        }}
      />
      <Checkbox
        label="Mark recordings as viewed after 5 seconds of playback"
        checked={marksViewed}
        onChange={(isOn) => setReplaySettings({ marksViewed: isOn })}
      />
      <p className={classes['note']}>
        Watching one again makes no requests. Removed with the connection, or oldest first above 300 MB. Turning this off removes
        all of them.
      </p>
      {size > 0 && (
        <Row wrap>
          <Button variant="default" onClick={() => void clear()}>
            Clear {byteText(size)}
          </Button>
        </Row>
      )}
    </Stack>
  )
}
