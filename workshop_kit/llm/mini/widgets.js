// The small model's wheels, the browser's half; the other half is widgets.py.
//
// Everything is drawn from `view`. JupyterLab takes keys as commands unless the focused element itself carries
// data-lm-suppress-shortcuts; so everything that can have the focus is made by `control`. Texts are only ever set as text.

function render({ model, el }) {
  const labels = model.get("labels");
  const root = element("section", "wk-mini", { lang: model.get("language"), "aria-label": labels.title });
  const title = element("div", "wk-mini-title", { role: "heading", "aria-level": "3" });
  title.textContent = labels.title;
  const note = element("p", "wk-mini-note");
  note.textContent = labels.note;
  const place = element("div", "wk-mini-place");
  const said = element("p", "wk-mini-said", { role: "status", "aria-live": "polite" });
  root.append(title, note, place, said);
  el.replaceChildren(root);

  function ask(request) {
    model.set("request", { ...request, n: (model.get("request").n || 0) + 1 });
    model.save_changes();
  }

  const draw = KINDS[model.get("kind")](place, labels, ask);
  function update() {
    const view = model.get("view");
    draw(view);
    said.textContent = view.said || "";
  }
  model.on("change:view", update);
  update();
  return () => model.off("change:view", update);
}

const KINDS = { next: nextWords, attention: attention };

function nextWords(place, labels, ask) {
  const text = element("p", "wk-mini-text", { "aria-label": labels.text });
  const list = element("ol", "wk-mini-bars", { "aria-label": labels.share });
  const warmth = element("output", "wk-mini-warmth");
  const slider = control("input", "", { type: "range", min: "0.1", max: "2", step: "0.1", "aria-label": labels.temperature });
  slider.addEventListener("change", () => ask({ what: "temperature", temperature: Number(slider.value) }));
  const name = element("label", "wk-mini-slider");
  name.append(`${labels.temperature} `, slider, warmth);
  const buttons = element("div", "wk-mini-actions");
  buttons.append(
    button(labels.throw, () => ask({ what: "throw", temperature: Number(slider.value) })),
    button(labels.again, () => ask({ what: "again", temperature: Number(slider.value) })),
    name,
  );
  place.append(text, list, buttons);
  return (view) => {
    const before = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    text.textContent = view.text;
    slider.value = String(view.temperature);
    slider.setAttribute("aria-valuetext", view.warmth);
    warmth.textContent = ` ${view.warmth}`;
    const widest = Math.max(...view.rows.map((row) => row.share), 1e-9);
    list.replaceChildren(
      ...view.rows.map((row, number) => {
        const item = element("li", "");
        const pick = button("", () => ask({ what: "pick", place: number, temperature: Number(slider.value) }));
        const token = element("span", "wk-mini-token");
        token.textContent = row.token.replaceAll(" ", "␣").replaceAll("\n", "⏎");
        const bar = element("span", "wk-mini-bar", { "aria-hidden": "true" });
        bar.style.width = `${(12 * row.share) / widest}em`;
        const share = element("span", "");
        share.textContent = row.said;
        pick.append(token, bar, share);
        item.append(pick);
        return item;
      }),
    );
    if (before >= 0) list.querySelectorAll("button")[before]?.focus();
  };
}

function attention(place, labels, ask) {
  const choices = element("div", "wk-mini-actions");
  const layer = picker(labels.layer, (value) => ask({ layer: value }));
  const head = picker(labels.head, (value) => ask({ head: value }));
  choices.append(layer.node, head.node);
  const line = element("div", "wk-mini-line", { role: "group", "aria-label": labels.title });
  place.append(choices, line);
  return (view) => {
    layer.show(view.layers, view.layer);
    head.show(view.heads, view.head);
    const before = [...line.children].indexOf(document.activeElement);
    line.replaceChildren(
      ...view.tokens.map((token, number) => {
        const seen = number < view.row.length ? view.row[number] : 0;
        const piece = button("", () => ask({ place: number }));
        piece.className = "wk-mini-piece";
        piece.setAttribute("aria-pressed", String(number === view.place));
        const name = element("span", "wk-mini-token");
        name.textContent = token.replaceAll(" ", "␣");
        const bar = element("span", "wk-mini-rise", { "aria-hidden": "true" });
        bar.style.height = `${Math.round(44 * seen)}px`;
        const share = element("span", "wk-mini-share");
        share.textContent = number <= view.place ? view.shares[number] : "–";
        piece.append(bar, name, share);
        return piece;
      }),
    );
    if (before >= 0) line.children[before]?.focus();
  };
}

function picker(label, chosen) {
  const select = control("select", "");
  select.addEventListener("change", () => chosen(Number(select.value)));
  const node = element("label", "");
  node.append(`${label} `, select);
  return {
    node,
    show(count, value) {
      if (select.options.length !== count) {
        select.replaceChildren(...Array.from({ length: count }, (_, number) => new Option(number + 1, number + 1)));
      }
      select.value = String(value);
    },
  };
}

function element(name, classes, attributes = {}) {
  const node = document.createElement(name);
  if (classes) node.className = classes;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function control(name, classes, attributes = {}) {
  return element(name, classes, { ...attributes, "data-lm-suppress-shortcuts": "true" });
}

function button(label, pressed) {
  const node = control("button", "", { type: "button" });
  node.textContent = label;
  node.addEventListener("click", pressed);
  return node;
}

export default { render };
