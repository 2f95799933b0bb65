
"use strict";
// Everything works by anchors alone; this lights all words of a value, also where they are cut into pieces.
(() => {
  const place = /^#(r\d+)-(\d+)-(\d+)$/;
  const wordsOf = (hash) => {
    const found = place.exec(hash);
    if (!found) return [];
    const [, report, start, end] = found;
    const pieces = document.querySelectorAll(`#${report} .text [data-start]`);
    return [...pieces].filter((p) => +p.dataset.start >= +start && +p.dataset.end <= +end);
  };
  const mark = (name, pieces) => {
    document.querySelectorAll(`.text .${name}`).forEach((p) => p.classList.remove(name));
    pieces.forEach((p) => p.classList.add(name));
  };
  const follow = () => {
    const pieces = wordsOf(location.hash);
    mark("lit", pieces);
    if (pieces.length) pieces[0].scrollIntoView({ block: "center" });
  };
  const near = (event) => {
    const link = event.target.closest("a.value");
    mark("near", link ? wordsOf(link.hash) : []);
  };
  addEventListener("hashchange", follow);
  document.addEventListener("mouseover", near);
  document.addEventListener("focusin", near);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.value");
    if (link && link.hash === location.hash) follow();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { mark("lit", []); mark("near", []); }
  });
  follow();
})();
