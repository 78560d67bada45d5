document.querySelector('[data-order]').textContent = sessionStorage.getItem('order') ?? ''
