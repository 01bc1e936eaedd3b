// Files dropped anywhere on a page are added; what is being read is shown as it comes.

const progress = () => document.getElementById("progress");

async function refresh() {
  const answer = await fetch("/add", { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("progress");
  const held = document.activeElement?.closest("#progress form")?.querySelector("[name=batch]")?.value;
  if (!fresh || !progress()) return;
  progress().replaceWith(document.adoptNode(fresh));
  // Whoever was at a button stays at it.
  if (held) document.querySelector(`#progress [name=batch][value="${CSS.escape(held)}"] ~ button`)?.focus();
}

async function watch() {
  while (progress()?.dataset.busy) {
    await new Promise((done) => setTimeout(done, document.hidden ? 5000 : 1500));
    try { await refresh(); } catch { /* the server may be away for a while */ }
  }
}

async function form() {
  const here = document.getElementById("adding");
  if (here) return here;
  const page = new DOMParser().parseFromString(await (await fetch("/add")).text(), "text/html");
  return page.getElementById("adding");
}

function refusal(files, limits) {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > Number(limits.files)) return `That is ${files.length} files; at once at most ${limits.files}.`;
  if (bytes > Number(limits.bytes)) return `That is ${Math.ceil(bytes / 2 ** 20)} MB; at once at most ${Number(limits.bytes) / 2 ** 20} MB.`;
  return "";
}

function say(words) {
  const place = document.getElementById("sending");
  if (place) place.textContent = words; else if (words) alert(words);
}

async function send(files) {
  const own = await form();
  if (!own) return say("Nothing can be added to this case here.");
  const wrong = refusal(files, own.dataset);
  if (wrong) return say(wrong);
  const data = new FormData();
  for (const name of ["token", "outlet", "published"]) data.append(name, own.elements[name].value);
  for (const file of files) data.append("files", file, file.name);
  say("Sending…");
  const answer = await fetch("/add", { method: "POST", body: data });
  if (!answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return say(page.querySelector("[role=alert]")?.textContent ?? "It was not taken.");
  }
  if (!progress()) return location.assign("/add#progress");
  say("");
  await refresh();
  watch();
}

function carries(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

export function start() {
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.documentElement.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.documentElement.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.documentElement.classList.remove("dropping");
    const files = [...event.dataTransfer.files];
    if (files.length) send(files).catch(() => say("The dossier does not answer."));
  });
  document.getElementById("adding")?.addEventListener("submit", (event) => {
    const chosen = [...document.getElementById("files").files];
    const wrong = refusal(chosen, event.target.dataset);
    if (wrong) { event.preventDefault(); say(wrong); }
  });
  watch();
}

start();
