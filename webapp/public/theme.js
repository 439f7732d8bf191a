(function () {
  var chosen = null
  try { chosen = localStorage.getItem('promoengine.theme') } catch { /* storage may be off */ }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
