import classes from './Picture.module.css'

/** Positions on the timeline of the picture, from 0 to 300. */
const marks = [18, 64, 92, 150, 188, 236, 262]
const lines = [54, 78, 102, 126, 150, 174]

/** What Replay Desk shows: a recorded page, its timeline with an error, and the events beside it. */
export function Picture() {
  return (
    <svg className={classes['picture']} viewBox="0 0 480 236" aria-hidden>
      <rect className={classes['window']} x="0.5" y="0.5" width="479" height="235" rx="8" />
      <rect className={classes['page']} x="14" y="14" width="318" height="158" rx="4" />
      <rect className={classes['strong']} x="30" y="30" width="104" height="12" rx="3" />
      <rect className={classes['quiet']} x="30" y="52" width="132" height="6" rx="3" />
      <rect className={classes['quiet']} x="30" y="64" width="112" height="6" rx="3" />
      <rect className={classes['field']} x="182" y="30" width="134" height="18" rx="3" />
      <rect className={classes['field']} x="182" y="56" width="134" height="18" rx="3" />
      <rect className={classes['alert']} x="182" y="82" width="134" height="22" rx="3" />
      <rect className={classes['accent']} x="182" y="114" width="52" height="20" rx="4" />
      <path className={classes['trail']} d="M60 150C110 156 128 118 168 126S196 132 210 126" />
      <path className={classes['pointer']} d="M208 122l14 6-6 2-2 6z" />
      <rect className={classes['track']} x="14" y="190" width="318" height="6" rx="3" />
      <rect className={classes['accent']} x="14" y="190" width="196" height="6" rx="3" />
      {marks.map((at) => (
        <rect key={at} className={classes['mark']} x={14 + at} y="181" width="2" height="6" rx="1" />
      ))}
      <rect className={classes['error']} x="208" y="178" width="4" height="12" rx="1" />
      <circle className={classes['accent']} cx="212" cy="193" r="7" />
      <circle className={classes['accent']} cx="28" cy="216" r="9" />
      <path className={classes['onAccent']} d="M25.500 211.500v9l7-4.500z" />
      <rect className={classes['quiet']} x="46" y="213" width="58" height="6" rx="3" />
      <rect className={classes['page']} x="346" y="14" width="120" height="208" rx="4" />
      <rect className={classes['field']} x="356" y="24" width="100" height="16" rx="3" />
      {lines.map((y) => (
        <rect key={y} className={classes['quiet']} x="356" y={y} width={y % 52 === 22 ? 70 : 88} height="6" rx="3" />
      ))}
      <rect className={classes['error']} x="356" y="198" width="96" height="6" rx="3" />
    </svg>
  )
}
