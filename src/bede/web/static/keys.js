// Keys of every page: search, next and previous item, sections, the list of keys.
(() => {
  "use strict";
  const sections = { f: "/", e: "/events", s: "/stories", u: "/unusual", a: "/actors", m: "/map", n: "/network", r: "/review", d: "/drop" };
  const dialog = document.getElementById("keys");
  let waiting = false;
  document.documentElement.classList.add("js");

  function items() {
    return [...document.querySelectorAll(".item")].filter((item) => item.offsetParent !== null);
  }

  function move(step) {
    const all = items();
    if (!all.length) return;
    const now = all.findIndex((item) => item.classList.contains("current"));
    const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step))];
    all.forEach((item) => item.classList.toggle("current", item === next));
    next.scrollIntoView({ block: "nearest" });
    const link = next.matches("a") ? next : next.querySelector("a, button");
    if (link) link.focus({ preventScroll: true });
    next.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key === "Escape" && typing) typing.blur();
    if (typing || dialog.open) return;
    if (waiting) {
      waiting = false;
      event.preventDefault(); // whatever it is, it is no verdict
      if (sections[event.key]) location.assign(sections[event.key]);
      return;
    }
    switch (event.key) {
      case "?": dialog.showModal(); break;
      case "/": document.getElementById("search").focus(); break;
      case "j": move(1); break;
      case "k": move(-1); break;
      case "g": waiting = true; setTimeout(() => { waiting = false; }, 1500); break;
      default: return;
    }
    event.preventDefault();
  }, true); // before the keys of a page
})();
