const button = document.querySelector('[data-helpful]')
button.addEventListener('click', () => {
  button.textContent = 'Good to hear'
  button.disabled = true
  window.posthog.capture('article helpful')
})
