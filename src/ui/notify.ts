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

/** A button such as Undo, which also closes the toast. */
export type ToastAction = { label: string; run: () => void }

type Toast = { id: string; title: string; message: string; tone: 'error' | 'notice'; action?: ToastAction | undefined }

/** Long enough to read the toast and reach its button; pointing at it stops the time. */
const actionMs = 15_000

/** Shows a toast. Loads the toasts' code on first use. A toast with the same `id` is replaced. */
export async function notify({ action, tone, message, ...toast }: Toast): Promise<void> {
  hasToasts = true
  mount?.()
  const [{ notifications }, { withButton }] = await Promise.all([import('@mantine/notifications'), import('./ToastButton.tsx')])
  const press = action && {
    label: action.label,
    run: () => {
      notifications.hide(toast.id)
      action.run()
    },
  }
  notifications.hide(toast.id)
  notifications.show({
    ...toast,
    message: press ? withButton(message, press) : message,
    color: tone === 'error' ? 'red' : 'iris',
    autoClose: action ? actionMs : 8000,
    withBorder: true,
  })
}
