// The browser runs this beside the pages. It keeps the files of this version, so that a page that is open stays whole
// while the server is upgraded, and answers with a calm page when the server can't be reached.
// It never keeps data: what isn't in FILES goes to the server, past this worker.

const cacheName = `usher-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

async function keep() {
  const cache = await caches.open(cacheName);
  await cache.addAll([new Request(OFFLINE, { cache: "reload", credentials: "omit" }), ...FILES]);
}

// A new version's worker begins when no page of the old one is open any more: only then may its files go.
self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forget(), self.clients.claim()]));
});

async function forget() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("usher-") && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (FILES.includes(url.pathname)) event.respondWith(kept(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(offline));
});

async function kept(request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

async function offline() {
  const cache = await caches.open(cacheName);
  return (await cache.match(OFFLINE)) ?? Response.error();
}
