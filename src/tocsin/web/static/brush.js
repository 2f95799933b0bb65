// A brush over the bars: who draws from one bar to another asks for the days between them.
const brush = (picture) => {
  const bars = [...picture.querySelectorAll("a[data-since]")];
  let first = null;
  let last = null;
  const barAt = (event) => bars.find((bar) => bar.contains(document.elementFromPoint(event.clientX, event.clientY)));
  const between = () => {
    const [from, to] = [bars.indexOf(first), bars.indexOf(last)].sort((one, other) => one - other);
    return bars.slice(from, to + 1);
  };
  const show = () => bars.forEach((bar) => bar.classList.toggle("held", first !== null && between().includes(bar)));

  picture.addEventListener("pointerdown", (event) => {
    const bar = event.button === 0 ? barAt(event) : undefined;
    if (!bar) return;
    first = last = bar;
    picture.setPointerCapture(event.pointerId);
    event.preventDefault();
    show();
  });
  picture.addEventListener("pointermove", (event) => {
    const bar = first && barAt(event);
    if (bar) { last = bar; show(); }
  });
  picture.addEventListener("pointercancel", () => { first = last = null; show(); });
  picture.addEventListener("pointerup", () => {
    if (!first) return;
    const held = between();
    const address = new URL(held[0].href.baseVal ?? held[0].href, location.href);
    address.searchParams.set("until", held[held.length - 1].dataset.until);
    first = last = null;
    location.assign(address);
  });
  for (const bar of bars) bar.addEventListener("click", (event) => event.preventDefault());
};

for (const picture of document.querySelectorAll("figure.bars svg")) brush(picture);
