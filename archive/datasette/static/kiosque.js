// The pages work without this; it adds the key "/", and buttons that copy.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.getElementById("q");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

function say(text) {
  const place = document.getElementById("said");
  if (place) {
    place.textContent = text;
    setTimeout(() => { place.textContent = ""; }, 3000);
  }
}

for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) break; // only where the page is served safely
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
    await navigator.clipboard.writeText(from ? from.textContent : button.dataset.copy);
    say("✓ " + button.textContent.trim());
  });
}
