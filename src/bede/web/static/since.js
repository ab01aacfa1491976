// What is new in a story since it was looked at last in this browser, which remembers that where nobody logs in.
(() => {
  "use strict";
  const line = document.getElementById("since");
  if (!line?.dataset.story) return;
  const key = `bede:${line.dataset.story}`;
  const events = [...document.querySelectorAll("[data-event]")];
  let seen = null;
  try {
    seen = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({ day: new Date().toISOString().slice(0, 10), events: events.map((one) => one.dataset.event) }));
  } catch { return; }
  if (!seen) return;
  const day = new Date(`${seen.day}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const known = new Set(seen.events);
  const fresh = events.filter((one) => !known.has(one.dataset.event));
  for (const one of fresh) one.classList.add("fresh");
  line.textContent = fresh.length
    ? `${fresh.length} new event${fresh.length === 1 ? "" : "s"} since your last visit on ${day}: marked below.`
    : `Nothing new since your last visit on ${day}.`;
  line.hidden = false;
})();
