// For page.evaluate: what can be measured of every panel in the page. Colours are composed by the browser itself, on a
// canvas of one pixel: each ancestor's background, then the text.
() => {
  const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const luminance = (...layers) => {
    for (const colour of ["white", ...layers]) {
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = (element) =>
    element ? [...grounds(element.parentElement), getComputedStyle(element).backgroundColor] : [];
  const contrast = (colour, under) => {
    const [dark, light] = [luminance(...under), luminance(...under, colour)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  // Lines that a stretch of text touches: two tops more than half a line apart are two lines.
  const lines = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top / 6))).size;
  };
  const found = { texts: 0, faint: [], worst: 99, accents: [], broken: [], wide: [], panels: 0 };
  for (const panel of document.querySelectorAll('[style*="border-left"]')) {
    found.panels += 1;
    for (const details of panel.querySelectorAll("details")) details.open = true;
    found.accents.push(contrast(getComputedStyle(panel).borderLeftColor, grounds(panel.parentElement)));
    for (const p of panel.querySelectorAll("p"))
      if (p.getBoundingClientRect().width > 46.1 * parseFloat(getComputedStyle(panel).fontSize)) found.wide.push(p.innerText);
    const walk = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const { data, parentElement } = walk.currentNode;
      if (!data.trim()) continue;
      found.texts += 1;
      const ratio = contrast(getComputedStyle(parentElement).color, grounds(parentElement));
      found.worst = Math.min(found.worst, ratio);
      if (ratio < 4.5) found.faint.push([ratio, data.trim().slice(0, 40)]);
      const whole = parentElement.closest("code") ? /.+/g : /[^\s]+/g;
      for (const word of data.matchAll(whole))
        if (lines(walk.currentNode, word.index, word.index + word[0].length) > 1) found.broken.push(word[0]);
    }
  }
  found.scrolls = document.documentElement.scrollWidth > window.innerWidth;
  return found;
}
