import { ColorSchemeControl } from './ColorSchemeControl.tsx'

/** What stands at the end of the navigation and nobody needs in the first moment. */
export function RailFoot() {
  return <ColorSchemeControl />
}
