import { Fragment } from 'react'

/** Long addresses break after the @ first. */
export function AddressText({ text }: { text: string }) {
  const parts = text.split('@')
  return parts.map((part, index) => (
    // Parts of a text have no other key than their position.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && (
        <>
          @<wbr />
        </>
      )}
      {part}
    </Fragment>
  ))
}
