// A link that is about to be followed is asked for ahead, and its page put in place of the one that is shown:
// the same page as without, only sooner. Whatever is unusual is left to the browser.

const AHEAD_MS = 60;
const FRESH_MS = 4000;
const asked = new Map();
let shown = address(location);
let waiting = 0;

export function turn() {
  history.scrollRestoration = "manual";
  addEventListener("pagehide", keepPlace);
  document.addEventListener("pointerover", (event) => {
    clearTimeout(waiting);
    const link = followed(event);
    if (link) waiting = setTimeout(() => ask(link.href), AHEAD_MS);
  });
  document.addEventListener("click", (event) => {
    const link = event.button === 0 && !modified(event) && !event.defaultPrevented && followed(event);
    if (!link) return;
    event.preventDefault();
    go(link.href);
  });
  addEventListener("popstate", (event) => {
    // Only the place on the page has changed.
    if (address(location) === shown) return;
    show(location.href, event.state?.top ?? 0);
  });
  restore(history.state?.top ?? 0, location.hash && history.state?.top === undefined);
}

// To another page as if its link had been clicked.
export function go(href) {
  const url = new URL(href, location.href);
  if (address(url) === address(location)) {
    location.assign(href);
    return;
  }
  keepPlace();
  show(url.href, 0, () => history.pushState(null, "", url.pathname + url.search));
}

async function show(href, top, before = () => {}) {
  let page;
  try {
    page = await ask(href);
  } catch {
    page = null;
  }
  asked.clear();
  if (!page || isApart(page) || isApart(document)) {
    location.assign(href);
    return;
  }
  before();
  shown = address(location);
  document.title = page.title;
  for (const part of ["header.top", "main"]) {
    document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
  }
  const hash = new URL(href).hash;
  // Only a navigation of the browser's own marks the target.
  if (hash && !top) location.replace(hash);
  else restore(top, false);
  document.querySelector("main").focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("turned"));
}

function ask(href) {
  const url = href.split("#")[0];
  const known = asked.get(url);
  if (known && performance.now() - known.since < FRESH_MS) return known.page;
  const page = fetch(url, { headers: { accept: "text/html" } }).then(async (answer) => {
    const isPage = answer.ok && !answer.redirected && answer.headers.get("content-type")?.startsWith("text/html");
    return isPage ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  });
  page.catch(() => asked.delete(url));
  asked.set(url, { page, since: performance.now() });
  return page;
}

function followed(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return null;
  return address(link) === address(location) ? null : link;
}

// Pages that say they are set up when they load, or that have other scripts, are loaded as a whole.
function isApart(page) {
  const whole = page.querySelector("header.top") && page.querySelector("main");
  return !whole || page.querySelector("main [data-apart]") || scripts(page) !== scripts(document);
}

function scripts(page) {
  return [...page.querySelectorAll("script")].map((one) => one.getAttribute("src")).sort().join();
}

function address(url) {
  return url.pathname + url.search;
}

function modified(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

function keepPlace() {
  history.replaceState({ top: scrollY }, "");
}

function restore(top, isTarget) {
  if (!isTarget) scrollTo({ top, behavior: "instant" });
}
