import { useState } from 'react'
import { cutText } from '#lib/cutText.ts'
import classes from './LongText.module.css'
import { formatNumber } from '#lib/format.ts'

/** Text of any length and kind as it is, direction and line breaks kept; what is very long is cut until the rest is asked for. */
export function LongText({ text, most = 400 }: { text: string; most?: number }) {
  const [isWhole, setIsWhole] = useState(false)
  const isLong = text.length > most
  return (
    <>
      <bdi className={classes['text']}>{isWhole ? text : cutText(text, most)}</bdi>
      {isLong && (
        <button type="button" className={classes['more']} aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show less' : `Show all ${formatNumber(text.length)} characters`}
        </button>
      )}
    </>
  )
}
