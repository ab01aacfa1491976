// Files dropped anywhere on the desk are sent to be coded.
(() => {
  "use strict";
  let sheet = null;
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  function show(on) {
    if (!sheet) {
      sheet = document.createElement("div");
      sheet.className = "drop-sheet";
      sheet.textContent = "Drop pages to code them";
      document.body.append(sheet);
    }
    sheet.hidden = !on;
  }

  document.addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    show(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) show(false); });
  document.addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    show(true);
    const given = new FormData();
    for (const file of event.dataTransfer.files) given.append("pages", file);
    sheet.textContent = "Sending …";
    fetch("/drop", { method: "POST", body: given }).then((answer) => {
      if (answer.ok) location.assign("/drop");
      else return answer.text().then((text) => {
        const page = new DOMParser().parseFromString(text, "text/html");
        sheet.textContent = page.querySelector(".message")?.textContent ?? `${answer.status}`;
        setTimeout(() => { sheet.remove(); sheet = null; }, 6000);
      });
    });
  });
})();
