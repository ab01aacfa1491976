// What all drawings share: their data, fetched once an address; words under the pointer; a drawing anew when it is resized.
const drawing = (() => {
  "use strict";
  const known = new Map();
  const kinds = new Map();

  function data(address) {
    if (!known.has(address)) {
      known.set(address, fetch(address, { headers: { Accept: "application/json" } }).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${address}`);
        return answer.json();
      }));
    }
    return known.get(address);
  }

  const side = (quad) => (quad <= 2 ? "cooperation" : "conflict");

  // Words beside the pointer or the focus; text only, whatever the page said.
  const note = document.createElement("div");
  note.className = "hover";
  note.hidden = true;
  note.setAttribute("role", "status");
  document.body.append(note);
  function tell(node, lines) {
    note.replaceChildren(...lines.filter(Boolean).map((line, number) => {
      const made = document.createElement(number ? "span" : "strong");
      made.textContent = line;
      return made;
    }));
    note.hidden = false;
    const box = node.getBoundingClientRect();
    const left = Math.min(window.innerWidth - note.offsetWidth - 8, Math.max(8, box.left + box.width / 2 - note.offsetWidth / 2));
    const above = box.top - note.offsetHeight - 8;
    note.style.left = `${left + window.scrollX}px`;
    note.style.top = `${(above > 0 ? above : box.bottom + 8) + window.scrollY}px`;
  }
  function hush() { note.hidden = true; }
  function telling(selection, lines) {
    selection
      .on("pointerenter focus", function (_, datum) { tell(this, lines(datum)); })
      .on("pointerleave blur", hush);
  }

  function add(kind, draw) { kinds.set(kind, draw); }

  function start() {
    for (const figure of document.querySelectorAll("[data-draw]")) {
      const draw = kinds.get(figure.dataset.draw);
      const canvas = figure.querySelector(".canvas");
      if (!draw || !canvas) continue;
      data(figure.dataset.source).then((found) => {
        let width = 0;
        const again = () => {
          const now = Math.floor(canvas.clientWidth);
          if (!now || now === width) return;
          width = now;
          canvas.replaceChildren();
          return draw(canvas, found, { width, figure });
        };
        new ResizeObserver(again).observe(canvas);
        return again();
      }).then(() => {
        figure.dataset.drawn = "yes";
      }).catch((error) => {
        canvas.textContent = `The drawing can not be made: ${error.message}`;
      });
    }
  }

  document.addEventListener("DOMContentLoaded", start);
  return { add, data, side, telling, hush };
})();
