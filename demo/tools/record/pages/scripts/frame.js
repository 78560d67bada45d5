import { showCount } from './basket.js'

showCount()

const button = document.querySelector('.menu-button')
button.addEventListener('click', () => {
  const isOpen = document.querySelector('.menu').classList.toggle('open')
  button.setAttribute('aria-expanded', String(isOpen))
})
