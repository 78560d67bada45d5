import type { ReactNode } from 'react'
import { Row } from './layout.tsx'

/** The buttons at the end of a dialog; the last one is the likeliest. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <Row wrap justify="flex-end" style={{ paddingTop: 4 }}>
      {children}
    </Row>
  )
}
