// One key an answer: whatever has data-key is pressed by that key, unless somebody is typing.
const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});

// The one field for reasons speaks for every answer.
for (const form of document.querySelectorAll("form[data-why]")) {
  form.addEventListener("submit", () => {
    form.elements.why.value = document.getElementById(form.dataset.why).value;
  });
}
