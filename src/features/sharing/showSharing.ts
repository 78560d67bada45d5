/** The hash of addresses that open a recording at its sharing. */
export const sharingAnchor = 'sharing'

/** Scrolls to the section "Sharing" and focuses it. */
export function showSharing() {
  const section = document.getElementById(sharingAnchor)
  section?.focus({ preventScroll: true })
  section?.scrollIntoView({ block: 'start' })
}

/** Focuses the section if the focused element has disappeared. */
export function restoreSharingFocus() {
  if (document.activeElement === document.body) document.getElementById(sharingAnchor)?.focus({ preventScroll: true })
}
