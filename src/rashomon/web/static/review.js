// One key for each answer, wherever a page shows a key beside it.

function isWriting(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
  if (!/^[a-z]$/.test(event.key)) return;
  const wanted = document.querySelector(`[data-key="${event.key}"]`);
  if (!wanted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wanted.click();
});

// A verdict is given once, however often the key is struck.
addEventListener("submit", (event) => {
  if (!event.target.matches("form.judge")) return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
