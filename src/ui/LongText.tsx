import { useState } from 'react'
import { cutText, withoutOverrides } from '#lib/cutText.ts'
import classes from './LongText.module.css'
import { formatNumber } from '#lib/format.ts'

/** Text of any length with its direction and line breaks; cut after `maxLength` characters until expanded. */
export function LongText({ text, maxLength = 400 }: { text: string; maxLength?: number }) {
  const [isExpanded, setIsWhole] = useState(false)
  const isCut = text.length > maxLength
  return (
    <>
      <bdi className={classes['text']}>{isExpanded ? withoutOverrides(text) : cutText(text, maxLength)}</bdi>
      {isCut && (
        <button type="button" className={classes['more']} aria-expanded={isExpanded} onClick={() => setIsWhole(!isExpanded)}>
          {isExpanded ? 'Show less' : `Show all ${formatNumber(text.length)} characters`}
        </button>
      )}
    </>
  )
}
