// Runs before the first paint, so that a chosen theme never flashes. A file of its own because inline scripts are refused.
try {
  const theme = localStorage.getItem('hub.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {}
