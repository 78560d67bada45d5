/** Inline, because an image file would be one more document that the first paint waits for. Same as `public/icon.svg`. */
export function Logo({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden>
      <rect width="32" height="32" rx="7" fill="#6457de" />
      <path d="M10 9.2v13.6a1 1 0 0 0 1.52.85l10.9-6.8a1 1 0 0 0 0-1.7l-10.9-6.8A1 1 0 0 0 10 9.2z" fill="#fff" />
      <rect x="23.5" y="8.5" width="2.5" height="15" rx="1.25" fill="#fff" opacity=".7" />
    </svg>
  )
}
