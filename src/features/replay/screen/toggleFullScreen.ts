import { notify } from '#ui/notify.ts'

export function toggleFullScreen(element: HTMLElement | null) {
  const change = document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen()
  change?.catch(() => {
    void notify({
      id: 'full-screen',
      title: 'Full screen unavailable',
      message: 'This browser doesn’t allow full screen here.',
      tone: 'notice',
    })
  })
}
