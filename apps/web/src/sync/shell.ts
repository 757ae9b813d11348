/**
 * Makes the app open without a network: the service worker (`public/sw.js`) answers for the page and its code. Only where
 * browsers allow one (https, or this machine), and not while developing, where nothing may be kept.
 */
export async function keepShell(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/sw.js');
  if (navigator.serviceWorker.controller === null) {
    await new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }); });
  }
  // What was loaded before it took over, or was on its way then, did not pass through its hands.
  await document.fonts.ready;
  navigator.serviceWorker.controller?.postMessage({ keep: loadedCode() });
}

const loadedCode = (): string[] =>
  performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.startsWith(`${location.origin}/assets/`));
