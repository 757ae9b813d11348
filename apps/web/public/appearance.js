// Sets the colour scheme before anything is painted. The key and the three values are those of src/theme/appearance.ts.
(function () {
  var chosen = 'auto';
  try {
    chosen = localStorage.getItem('cq.appearance') || 'auto';
  } catch {
    // Storage is off in this browser: the system's choice holds.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
