/** The hash of addresses that open a recording at its sharing. */
export const sharingAnchor = 'sharing'

/** The section loads within this time, in milliseconds, or nobody waits for it anymore. */
const maxWaitMs = 10_000

function show(): boolean {
  const section = document.getElementById(sharingAnchor)
  section?.focus({ preventScroll: true })
  section?.scrollIntoView({ block: 'start' })
  return section !== null
}

/** Scrolls to the section "Sharing" and focuses it, as soon as it is there. */
export function showSharing() {
  if (show()) return
  const observer = new MutationObserver(() => {
    if (show()) observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => observer.disconnect(), maxWaitMs)
}

/** Focuses the section if the focused element has disappeared. */
export function restoreSharingFocus() {
  if (document.activeElement === document.body) document.getElementById(sharingAnchor)?.focus({ preventScroll: true })
}
