/** The pages of the shop's own people know who is there from the start. */
export function signIn() {
  window.posthog.identify('staff-7', { email: 'ines.aldaine@larchandpine.example', name: 'Ines Aldaine', role: 'workshop' })
}
