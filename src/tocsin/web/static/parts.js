// What takes long to draw comes once the page is there: a part that is named by data-part takes the place of its link.
const load = async (place) => {
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(place.dataset.part, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  } finally {
    place.removeAttribute("aria-busy");
  }
};

for (const place of document.querySelectorAll("[data-part]")) load(place);
