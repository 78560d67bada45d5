const order = JSON.parse(sessionStorage.getItem('order') ?? 'null')
if (order) {
  document.querySelector('[data-order]').textContent = order.number
  // Not before: leaving the checkout would cancel the request that says who this is.
  window.posthog.identify(`customer-${order.number}`, order.customer)
}
