// Inside JupyterLab, modules open as tabs there, and progress is renewed whenever the start tab is shown.
"use strict";

const inLab = window.parent !== window;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-path]");
  if (!inLab || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  window.parent.postMessage({ type: "workshop:open", path: link.dataset.path }, window.location.origin);
});

async function renew() {
  const response = await fetch(window.location.pathname, { credentials: "same-origin" });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main");
  const main = document.querySelector("main");
  if (!fresh || fresh.innerHTML === main.innerHTML) return;
  const opened = [...main.querySelectorAll("details")].map((details) => details.open);
  main.replaceWith(fresh);
  fresh.querySelectorAll("details").forEach((details, index) => { details.open = opened[index] ?? false; });
}

window.addEventListener("message", (event) => {
  if (event.origin === window.location.origin && event.source === window.parent && event.data?.type === "workshop:renew") {
    renew().catch(() => {});  // the server is gone: JupyterLab itself says so
  }
});
