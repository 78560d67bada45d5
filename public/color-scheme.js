// Sets light or dark before the first paint. A file of its own because the Content-Security-Policy allows no inline script.
// Reads what src/api/settings.ts keeps; anything unreadable means "as the system has it".
;(function () {
  var scheme = 'auto'
  try {
    scheme = JSON.parse(localStorage.getItem('replay-desk')).colorScheme
  } catch {
    // nothing kept yet, or storage is blocked
  }
  if (scheme !== 'light' && scheme !== 'dark') scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
})()
