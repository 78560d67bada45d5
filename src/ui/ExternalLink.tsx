import { IconExternalLink } from '@tabler/icons-react'
import { cutText } from '#lib/cutText.ts'
import { safeUrl } from '#lib/safeUrl.ts'
import { LongText } from './LongText.tsx'
import classes from './ExternalLink.module.css'

/** A URL from the server: a link if it is plain http or https, text otherwise. */
export function ExternalLink({ url }: { url: string }) {
  const href = safeUrl(url)
  if (href === null) return <LongText text={url} />
  return (
    <a className={classes['link']} href={href} target="_blank" rel="noopener noreferrer" title={cutText(url, 1000)}>
      {cutText(url, 240)}
      {/* A word joiner keeps the icon on the line of the last letter. */}
      {'\u2060'}
      <IconExternalLink size={13} className={classes['icon']} aria-label="(opens in a new tab)" />
    </a>
  )
}
