// Keeps the page and its code, so that they open without a network. Nothing of what people wrote passes through here:
// the answers of the server and the documents are kept by the page itself, and forgotten when somebody signs out.
const SHELL = 'cq.shell';
const PAGE = '/';
const PROGRAMS = /^\/(graphql|api|files|healthz|readyz|metrics|collab)(\/|$)/;
/** File names carry a hash of their content, so files of earlier versions pile up: beyond this, the oldest go. */
const FILES_KEPT = 400;
/** A file is the same whoever asks for it, and in whatever encoding: what it varies by is no reason to ask again. */
const ANY_ASKER = { ignoreVary: true };

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll([PAGE, '/appearance.js', '/favicon.svg'])).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  event.waitUntil(Promise.all((event.data.keep ?? []).map((url) => unchanging(new Request(url)))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || PROGRAMS.test(pathname)) return;
  if (pathname.startsWith('/assets/')) event.respondWith(unchanging(request));
  else event.respondWith(fresh(request, request.mode === 'navigate' ? PAGE : pathname));
});

/** What never changes under its name: from here if it is here. */
async function unchanging(request) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request, ANY_ASKER);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await shell.put(request, answer.clone());
    await prune(shell);
  }
  return answer;
}

/** What may change: from the server, and from here only when there is no server. Every address is the same page. */
async function fresh(request, name) {
  const shell = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok) await shell.put(name, answer.clone());
    return answer;
  } catch (error) {
    const kept = await shell.match(name, ANY_ASKER);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function prune(shell) {
  const files = (await shell.keys()).filter(({ url }) => url.includes('/assets/'));
  await Promise.all(files.slice(0, Math.max(0, files.length - FILES_KEPT)).map((file) => shell.delete(file)));
}
