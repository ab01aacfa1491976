// The table of events: what is chosen replaces the view without a new page; the address follows.
(() => {
  "use strict";
  const change = { target: "#view", select: "#view", swap: "outerHTML", push: "true" };

  // On a phone the facets wait behind their head, so that the events come first.
  const narrow = matchMedia("(max-width: 52rem)");
  function fold() {
    const facets = document.querySelector(".facets .all");
    if (facets) facets.open = !narrow.matches;
  }
  narrow.addEventListener("change", fold);
  fold();

  function go(address, focus) {
    htmx.ajax("GET", address, change).then(() => {
      fold();
      if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.getAttribute("href"), link.id);
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form");
    if (!form) return;
    if (form.dataset.send === "change") form.requestSubmit();
    if ("columns" in form.dataset) {
      const names = [...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
      form.elements.columns.value = names.join(",");
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("#view form");
    if (!form || form.method !== "get") return;
    event.preventDefault();
    const given = [...new FormData(form)].filter(([, value]) => value !== "");
    go(`${form.getAttribute("action")}?${new URLSearchParams(given)}`, document.activeElement?.id);
  });
})();
