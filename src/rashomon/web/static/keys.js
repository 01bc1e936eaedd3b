// The keyboard: / to search, j and k through what a page lists, Enter to open, g and a letter to a page, ? for help.
import { go } from "./turning.js";

const ROWS = "main .claims > li, main .hits > li, main .articles > li, main .queue > li, main tbody > tr";
const OFF = "rashomon-keys-off";
const FIELDS = "input, select, textarea, [contenteditable], dialog[open] *";
const SECOND_MS = 1500;
let went = -Infinity;

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(FIELDS)) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const button = make("button", { type: "button", className: "keys" }, "Keys");
  button.addEventListener("click", help);
  document.querySelector("body > footer")?.append(" ", button);
}

function act(event) {
  if (event.key === "?") return help();
  if (isOff()) return false;
  if (performance.now() - went < SECOND_MS) {
    went = -Infinity;
    const link = letters().get(event.key);
    return link ? follow(link) : false;
  }
  switch (event.key) {
    case "/":
      return search();
    case "j":
      return move(1);
    case "k":
      return move(-1);
    case "Enter":
      return open(document.activeElement);
    case "n":
      return follow(document.querySelector("main a[rel=next]"));
    case "p":
      return follow(document.querySelector("main a[rel=prev]"));
    case "g":
      went = performance.now();
      return true;
    default:
      return false;
  }
}

function search() {
  const field = document.querySelector("main input[type=search]");
  if (!field) return follow(document.querySelector("header.top nav a[href^='/search']"));
  field.focus();
  field.select();
  return true;
}

function move(step) {
  const rows = [...document.querySelectorAll(ROWS)];
  if (!rows.length) return false;
  const here = rows.indexOf(document.activeElement?.closest(ROWS));
  // From nowhere on, j begins with the first row that can be seen.
  const seen = rows.findIndex((row) => row.getBoundingClientRect().bottom > 0);
  const next = rows[here < 0 ? Math.max(0, seen) : Math.min(rows.length - 1, Math.max(0, here + step))];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function open(row) {
  // A link or a button that has the focus does what it always does.
  return row?.matches(ROWS) ? follow(row.querySelector("a[href]")) : false;
}

function follow(link) {
  if (!link) return false;
  go(link.href);
  return true;
}

// Of each page in the menu the first letter of its name that no page before it has.
function letters() {
  const found = new Map();
  for (const link of document.querySelectorAll("header.top a[href]")) {
    const name = link.matches(".home") ? "home" : link.textContent.toLowerCase();
    const letter = [...name].find((one) => /[a-z]/.test(one) && !found.has(one));
    if (letter && ![...found.values()].some((other) => other.href === link.href)) found.set(letter, link);
  }
  return found;
}

function help() {
  const dialog = make("dialog", { className: "help" });
  dialog.setAttribute("aria-labelledby", "keys-title");
  const list = make("dl", {});
  const pages = [...letters()].map(([letter, link]) => [`g ${letter}`, link.textContent]);
  for (const [keys, what] of [
    ["/", "search"],
    ["j", "next claim or row"],
    ["k", "the one before"],
    ["Enter", "open it"],
    ["n", "next page of a list"],
    ["p", "the page before"],
    ["?", "these keys"],
    ...pages,
  ]) {
    const term = make("dt", {});
    keys.split(" ").forEach((key) => term.append(make("kbd", {}, key), " "));
    list.append(term, make("dd", {}, what));
  }
  const off = make("input", { type: "checkbox", checked: !isOff() });
  off.addEventListener("change", () => remember(!off.checked));
  const label = make("label", {}, off, " single keys do something");
  const close = make("button", {}, "Close");
  dialog.append(make("h2", { id: "keys-title" }, "Keys"), list, label, make("form", { method: "dialog" }, close));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
  return true;
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
}

function remember(off) {
  try {
    if (off) localStorage.setItem(OFF, "yes");
    else localStorage.removeItem(OFF);
  } catch {
    // Where nothing may be kept, the keys work until the page is left.
  }
}

function make(name, fields, ...inside) {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...inside);
  return made;
}
