// A classic script in the head, not a module: it must run before the first paint, or the page would flash in the other colours.
(() => {
  const root = document.documentElement;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');

  const stored = () => {
    try {
      return localStorage.getItem('prose-theme');
    } catch {
      return null; // Storage may be forbidden; then the system's choice holds.
    }
  };

  const isDark = () => (root.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';

  const chosen = stored();
  if (chosen === 'light' || chosen === 'dark') {
    root.dataset.theme = chosen;
  }

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const changed = () => {
      button.setAttribute('aria-pressed', String(isDark()));
      document.dispatchEvent(new Event('themechange'));
    };
    button.addEventListener('click', () => {
      const theme = isDark() ? 'light' : 'dark';
      root.dataset.theme = theme;
      try {
        localStorage.setItem('prose-theme', theme);
      } catch {
        // It holds until the page is closed, then.
      }
      changed();
    });
    prefersDark.addEventListener('change', changed);
    changed();
  });
})();
