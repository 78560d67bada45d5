let mount: (() => void) | null = null
let isWanted = false

/** Called by Toasts: how to bring the place for toasts onto the screen once one is wanted. Returns how to stop. */
export function onFirstToast(callback: () => void): () => void {
  mount = callback
  if (isWanted) callback()
  return () => {
    mount = null
  }
}

/** Says something in passing. Loads the toasts' code at the first one. `id` replaces a toast that says the same thing. */
export async function notify(toast: { id: string; title: string; message: string; tone: 'error' | 'notice' }): Promise<void> {
  isWanted = true
  mount?.()
  const { notifications } = await import('@mantine/notifications')
  const shown = { ...toast, color: toast.tone === 'error' ? 'red' : 'iris', autoClose: 8000, withBorder: true }
  notifications.show(shown)
}
