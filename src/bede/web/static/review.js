// Deciding by keys: what is chosen, or else the current item, is the same, not the same, wrong, or noted.
(() => {
  "use strict";
  const form = document.getElementById("decide");
  if (!form) return;
  const boxes = () => [...document.querySelectorAll('input[form="decide"][type="checkbox"]')];
  const many = form.querySelector(".many");
  const verdicts = { s: "same", d: "not-the-same" };

  function count() {
    const chosen = boxes().filter((box) => box.checked).length;
    many.textContent = chosen ? `${chosen} chosen` : many.dataset.none;
    form.classList.toggle("calm", !chosen);
    form.classList.toggle("resting", !chosen && "rests" in form.dataset);
    for (const box of boxes()) box.closest(".item, .sub, .report")?.classList.toggle("chosen-one", box.checked);
  }

  function current() {
    const item = document.querySelector(".item.current");
    return item?.querySelector('input[form="decide"]') ?? null;
  }

  // Nothing chosen means the current item.
  function chosen() {
    if (boxes().some((box) => box.checked)) return true;
    const box = current();
    if (box) { box.checked = true; count(); }
    return Boolean(box);
  }

  function send(verdict) {
    const button = form.querySelector(`button[name="verdict"][value="${verdict}"]`);
    if (chosen()) form.requestSubmit(button);
  }

  function open(name) {
    chosen();
    const details = document.getElementById(name);
    details.open = true;
    details.querySelector("select, input").focus();
    details.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("change", (event) => { if (event.target.matches('input[form="decide"]')) count(); });
  for (const button of form.querySelectorAll("[data-opens]")) button.addEventListener("click", () => open(button.dataset.opens));
  form.elements.note.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send("note");
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea") || document.querySelector("dialog[open]")) return;
    switch (event.key) {
      case "x": { const box = current(); if (box) { box.checked = !box.checked; count(); } break; }
      case "s": case "d": send(verdicts[event.key]); break;
      case "c": open("wrong-code"); break;
      case "a": open("wrong-actor"); break;
      case "n": chosen(); form.elements.note.focus(); break;
      case "u": document.getElementById("undo")?.requestSubmit(); break;
      case "Escape": for (const box of boxes()) box.checked = false; count(); break;
      default: return;
    }
    event.preventDefault();
  });
  count();
})();
