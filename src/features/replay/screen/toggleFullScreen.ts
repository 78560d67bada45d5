import { notify } from '#ui/notify.ts'

export function toggleFullScreen(element: HTMLElement | null) {
  const change = document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen()
  change?.catch(() => {
    void notify({
      id: 'full-screen',
      title: 'No full screen',
      message: 'This browser does not let the page use the full screen.',
      tone: 'notice',
    })
  })
}
