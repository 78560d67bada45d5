let mount: (() => void) | null = null
let hasToasts = false

/** Registers how to mount the toast region; returns how to unregister. */
export function onFirstToast(callback: () => void): () => void {
  mount = callback
  if (hasToasts) callback()
  return () => {
    mount = null
  }
}

/** Shows a toast. Loads the toasts' code on first use. A toast with the same `id` is replaced. */
export async function notify(toast: { id: string; title: string; message: string; tone: 'error' | 'notice' }): Promise<void> {
  hasToasts = true
  mount?.()
  const { notifications } = await import('@mantine/notifications')
  const shown = { ...toast, color: toast.tone === 'error' ? 'red' : 'iris', autoClose: 8000, withBorder: true }
  notifications.show(shown)
}
