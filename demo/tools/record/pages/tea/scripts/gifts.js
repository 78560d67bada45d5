import { pounds } from './catalogue.js'

const form = document.querySelector('.gift')
const dialog = document.querySelector('.gift-dialog')

document.querySelector('[data-preview]').addEventListener('click', () => {
  dialog.querySelector('[data-amount]').textContent = pounds(100 * Number(form.amount.value))
  dialog.querySelector('[data-words]').textContent = form.words.value
  dialog.showModal()
})

dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close())

// A fault of this shop: nothing ever fills `window.delivery`, so that the button does nothing.
document.querySelector('[data-send]').addEventListener('click', () => {
  window.posthog.capture('gift card sent', { amount: form.amount.value, day: window.delivery.day })
})
