// The page of a source: pointing at a report marks its words in the text, pointing at words marks their reports.
(() => {
  "use strict";
  const both = document.getElementById("both");
  const cards = [...both.querySelectorAll(".card[data-report]")];
  const pieces = [...both.querySelectorAll(".piece")];
  const roles = ["actor", "act", "recipient", "time", "place", "speaker", "sentence"];
  let kept = cards.find((card) => card.classList.contains("on"))?.dataset.report ?? null;

  function of(piece, name) {
    return (piece.dataset[name] ?? "").split(" ").filter(Boolean).map((told) => told.split(":"));
  }

  function show(reports) {
    both.classList.toggle("choosing", reports.length > 0);
    for (const card of cards) card.classList.toggle("on", reports.includes(card.dataset.report));
    for (const piece of pieces) {
      const mine = of(piece, "of").filter(([report]) => reports.includes(report)).map(([, role]) => role);
      const ends = of(piece, "ends").filter(([report]) => reports.includes(report)).map(([, role]) => role);
      piece.classList.toggle("on", mine.length > 0);
      for (const role of roles) piece.classList.toggle(`on-${role}`, mine.includes(role));
      if (ends.length) piece.dataset.label = [...new Set(ends)].join(", ");
      else delete piece.dataset.label;
    }
  }

  const back = () => show(kept === null ? [] : [kept]);
  for (const card of cards) {
    card.addEventListener("pointerenter", () => show([card.dataset.report]));
    card.addEventListener("pointerleave", back);
    card.addEventListener("focusin", () => show([card.dataset.report]));
    card.addEventListener("focusout", back);
    card.addEventListener("chosen", () => {
      kept = card.dataset.report;
      back();
      document.getElementById(`s-${card.id.slice(2)}`)?.scrollIntoView({ block: "center" });
    });
  }
  for (const piece of pieces) {
    const reports = [...new Set(of(piece, "of").map(([report]) => report))];
    piece.addEventListener("pointerenter", () => {
      show(reports);
      cards.find((card) => card.dataset.report === reports[0])?.scrollIntoView({ block: "nearest" });
    });
    piece.addEventListener("pointerleave", back);
    piece.addEventListener("click", () => { kept = reports[0]; back(); });
  }
  back();
})();
