const button = document.querySelector('[data-print]')
button.addEventListener('click', () => {
  button.disabled = true
  document.querySelector('[data-label]').textContent = 'Your return label is on its way to your e-mail address.'
  console.info('returns: label sent')
  window.posthog.capture('return label requested')
})
