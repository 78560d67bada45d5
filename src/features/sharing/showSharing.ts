/** What an address ends with that leads to the sharing of the recording it shows. */
export const sharingAnchor = 'sharing'

/** Brings the section "Sharing" of the recording on screen into sight and gives it the focus. */
export function showSharing() {
  const section = document.getElementById(sharingAnchor)
  section?.focus({ preventScroll: true })
  section?.scrollIntoView({ block: 'start' })
}

/** Takes up the focus where what had it is gone. */
export function restoreSharingFocus() {
  if (document.activeElement === document.body) document.getElementById(sharingAnchor)?.focus({ preventScroll: true })
}
