import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dropAllReplays, cachedReplaySize } from '#storage/replayCache.ts'
import { setReplaySettings, useReplaySettings } from '#features/replay/replaySettings.ts'
import { byteText } from '#lib/byteText.ts'
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
    <section className={classes['section']} aria-labelledby="watched-recordings">
      <h2 id="watched-recordings" className={classes['heading']}>
        Watched recordings
      </h2>
      <label className={classes['switch']}>
        <input
          type="checkbox"
          checked={isKept}
          onChange={(event) => {
            const isOn = event.currentTarget.checked
            setReplaySettings({ isKept: isOn })
            if (!isOn) void clear()
          }}
        />
        Keep watched recordings in this browser
      </label>
      <label className={classes['switch']}>
        <input
          type="checkbox"
          checked={marksViewed}
          onChange={(event) => {
            setReplaySettings({ marksViewed: event.currentTarget.checked })
          }}
        />
        Mark recordings as viewed after 5 seconds of playback
      </label>
      <p className={classes['note']}>
        Watching one again makes no requests. Removed with the connection, or oldest first above 300 MB. Turning this off removes
        all of them.
      </p>
      {size > 0 && (
        <div className={classes['actions']}>
          <Button variant="default" onClick={() => void clear()}>
            Clear {byteText(size)}
          </Button>
        </div>
      )}
    </section>
  )
}
