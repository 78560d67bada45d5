const tracked = document.querySelector('[data-tracked]')

for (const button of document.querySelectorAll('[data-track]')) {
  button.addEventListener('click', async () => {
    const number = button.dataset.track
    const answer = await fetch(`/api/parcels/${number}`)
    tracked.hidden = false
    if (answer.ok) {
      tracked.textContent = `${number} was left with a neighbour.`
      return
    }
    tracked.textContent = `We have no tracking for ${number}.`
    console.warn(`orders: no parcel for ${number}`)
  })
}
