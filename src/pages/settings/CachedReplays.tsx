import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dropAllReplays, cachedReplaySize } from '#storage/replayCache.ts'
import { setReplaySettings, useReplaySettings } from '#features/replay/replaySettings.ts'
import { byteText } from '#lib/byteText.ts'
import { Row } from '#ui/layout.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Section } from '#ui/Section.tsx'
import { Button } from '#ui/Button.tsx'

const queryKey = ['cached replay size']

export function CachedReplays() {
  const { isKept, marksViewed, playsOnWatch } = useReplaySettings()
  const queryClient = useQueryClient()
  const { data: size = 0 } = useQuery({ queryKey, queryFn: cachedReplaySize, staleTime: 0, gcTime: 0 })

  async function clear() {
    await dropAllReplays()
    await queryClient.invalidateQueries({ queryKey })
  }

  return (
    <Section title="Watched recordings">
      <Checkbox
        label="Keep watched recordings in this browser"
        hint="Watching one again makes no requests. Removed with the connection, or oldest first above 300 MB. Turning this off removes all of them."
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
      <Checkbox
        label="Play when opened with Watch"
        checked={playsOnWatch}
        onChange={(isOn) => setReplaySettings({ playsOnWatch: isOn })}
      />
      {size > 0 && (
        <Row wrap>
          <Button variant="default" onClick={() => void clear()}>
            Clear {byteText(size)}
          </Button>
        </Row>
      )}
    </Section>
  )
}
