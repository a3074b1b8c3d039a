// A quiz in a notebook, the browser's half; the other half is widget.py.
//
// Each kind of quiz has a function that takes the `quiz` (see `render`) and returns its part of the page:
//   node           the element with the question and the inputs
//   show(value)    makes the inputs show an answer (null: none); it may come from storage or another view
//   lacks(value)   null if the answer is complete, else {sentence, input}: what is missing and where to go
//   status(value)  optional: words for the small note beside the title
//
// JupyterLab takes keys such as arrows, Enter and letters as commands unless the focused element ITSELF carries
// data-lm-suppress-shortcuts; so everything that can have the focus is made by `control`.
//
// Texts of authors are HTML from Python. What a learner types is only ever set as text or as an input's value.

const ICONS = {
  right: '<path d="M4 12.5l5 5L20 6.5"/>',
  wrong: '<path d="M4 20l1-4L16.5 4.5l3 3L8 19z"/>',
  incomplete: '<circle cx="12" cy="12" r="8" stroke-dasharray="3.2 3"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>',
  error: '<path d="M12 3.5L22 20.5H2z"/><path d="M12 10v5M12 17.5v.5"/>',
  locked: '<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  cross: '<path d="M6 6l12 12M18 6L6 18"/>',
  up: '<path d="M12 19V5M6 11l6-6 6 6"/>',
  down: '<path d="M12 5v14M6 13l6 6 6-6"/>',
};

function render({ model, el }) {
  const spec = model.get("spec");
  const labels = spec.labels;
  const commits = spec.kind === "predict" || spec.kind === "calibrate";
  const live = element("div", "wk-spoken", { role: "status", "aria-live": "polite" });

  const quiz = {
    spec,
    labels,
    // Names of radio groups and ids must differ between quizzes and between views of one quiz. Each widget loads its
    // own copy of this module, so a counter here would give all of them the same.
    id: `wk-quiz-${Math.random().toString(36).slice(2)}`,
    value: () => model.get("value"),
    /** Keep a new answer. What was said about the old one no longer holds. */
    answer(value) {
      model.set("value", value);
      const said = model.get("feedback");
      if (said.state) model.set("feedback", { n: said.n, state: "", html: "" });
      model.save_changes();
    },
    /** Tell readers of a screen what eyes see. */
    announce(text) {
      live.textContent = text;
    },
    check: () => check(),
  };

  const part = KINDS[spec.kind](quiz);
  const root = element("section", "wk-quiz", { lang: spec.language, "data-kind": spec.kind });
  const title = element("div", "wk-title", { role: "heading", "aria-level": "3", id: `${quiz.id}-title` });
  title.textContent = spec.title;
  root.setAttribute("aria-labelledby", title.id);
  const kind = element("div", "wk-kind");
  kind.textContent = labels[`kind_${spec.kind}`];
  const status = element("div", "wk-status");
  const head = element("div", "wk-head", {}, [element("div", "", {}, [kind, title]), status]);

  const feedback = element("div", "wk-feedback-place", { role: "status", "aria-live": "polite" });
  const hints = element("ol", "wk-hints", { "aria-live": "polite" });
  const reveal = control("div", "wk-reveal", { tabindex: "-1", role: "group", "aria-label": labels.reveal });
  const actions = element("div", "wk-actions");
  const hintButton = button(labels.hint, "wk-second", () => askHint());
  const clearButton = button(labels.clear, "wk-quiet", () => clear());
  if (commits) {
    const note = element("span", "wk-note", { id: `${quiz.id}-commit` });
    note.textContent = labels.commit_note;
    const commitButton = button(labels[`commit_${spec.kind}`], "wk-first", () => commit());
    commitButton.setAttribute("aria-describedby", note.id);
    actions.append(commitButton, clearButton, note);
  } else {
    actions.append(button(labels.check, "wk-first", () => check()), hintButton, clearButton);
  }
  root.append(head, part.node, actions, feedback, hints, reveal, live);
  el.replaceChildren(root);

  let waiting = 0;
  let unheard = false; // Python has not replied in time, and the learner was told so
  let committing = false;

  function ask(what) {
    model.set("request", { n: (model.get("request").n || 0) + 1, what });
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      unheard = true;
      drawFeedback("error", labels.no_reply);
    }, 8000);
  }

  /** Point out what is missing, without asking Python. */
  function incomplete({ sentence, input }) {
    model.set("feedback", { n: (model.get("feedback").n || 0) + 1, state: "incomplete", html: sentence });
    model.save_changes();
    input?.focus();
  }

  function check() {
    const lack = part.lacks(quiz.value());
    if (lack) incomplete(lack);
    else ask("check");
  }

  function commit() {
    const lack = part.lacks(quiz.value());
    if (lack) return incomplete(lack);
    committing = true;
    ask("commit");
  }

  function askHint() {
    if (model.get("hints").length < hintTotal()) ask("hint");
    else quiz.announce(labels.hints_done);
  }

  function clear() {
    quiz.answer(null);
    part.reset?.(); // what was never an answer, such as an unreadable number
    ask("clear");
    quiz.announce(labels.cleared);
  }

  const hintTotal = () => spec.hint_total ?? 3;

  function drawValue() {
    const value = quiz.value();
    part.show(value);
    const known = model.get("locked") ? labels.locked : part.status?.(value);
    status.textContent = known ?? (part.lacks(value) ? labels.unanswered : labels.answered);
    status.dataset.state = model.get("locked") ? "locked" : part.lacks(value) ? "open" : "done";
  }

  function drawFeedback(state, text) {
    feedback.replaceChildren();
    if (!state) return;
    const word = labels[`state_${state}`];
    const said = html("div", "wk-said", text);
    // Python may have no more to say than the word itself.
    if (said.textContent.trim().replace(/[.!]$/, "") === word) said.replaceChildren();
    const strong = element("strong", "wk-word");
    strong.textContent = `${word}.`;
    said.prepend(strong, " ");
    feedback.append(element("div", "wk-feedback", { "data-state": state }, [icon(state), said]));
  }

  function drawHints() {
    const shown = model.get("hints");
    // Only what is new is added, so that only the new hint is read out.
    while (hints.children.length > shown.length) hints.lastChild.remove();
    for (let i = hints.children.length; i < shown.length; i++) {
      const label = element("div", "wk-hint-label");
      label.textContent = fill(labels.hint_number, { number: i + 1, total: hintTotal() });
      hints.append(element("li", "wk-hint", {}, [label, html("div", "", shown[i])]));
    }
    const left = shown.length < hintTotal();
    hintButton.hidden = hintTotal() === 0;
    hintButton.setAttribute("aria-disabled", String(!left)); // not `disabled`: that would drop the focus
    hintButton.textContent = left && shown.length ? `${labels.hint} ${shown.length + 1}` : labels.hint;
  }

  function drawLock() {
    const locked = model.get("locked");
    root.classList.toggle("wk-locked", locked);
    if (locked && actions.contains(document.activeElement)) committing = true;
    for (const input of part.node.querySelectorAll("input")) input.disabled = locked;
    actions.hidden = locked;
    reveal.hidden = !locked || !model.get("reveal");
    reveal.replaceChildren();
    if (!reveal.hidden) {
      const label = element("div", "wk-reveal-label");
      label.textContent = labels.reveal;
      reveal.append(label, html("div", "", model.get("reveal")));
    }
    part.showTruth?.(locked ? model.get("truth") : []);
    drawValue();
    if (!locked || !committing) return;
    // The commit button is gone; go on where the answer is, once it has come.
    const next = reveal.hidden ? part.node.querySelector(".wk-truth:not([hidden])") : reveal;
    if (next) {
      committing = false;
      next.focus();
    }
  }

  // Keys that stay with us would include Ctrl+S, and the browser would offer to save the page.
  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    event.stopPropagation();
    el.dispatchEvent(new KeyboardEvent("keydown", event));
  });

  function heard() {
    clearTimeout(waiting);
    if (unheard) showFeedback();
    unheard = false;
  }

  const showFeedback = () => drawFeedback(model.get("feedback").state, model.get("feedback").html);
  model.on("change:value", drawValue);
  model.on("change:feedback", showFeedback);
  model.on("change:hints", drawHints);
  model.on("change:replied", heard);
  for (const name of ["locked", "reveal", "truth"]) model.on(`change:${name}`, drawLock);
  showFeedback();
  drawHints();
  drawLock();
  return () => clearTimeout(waiting);
}

// ---------------------------------------------------------------------------------------------- the kinds of quiz

const KINDS = {
  single(quiz) {
    const { list, inputs } = options(quiz, "radio", () => quiz.answer(inputs.findIndex((input) => input.checked)));
    return {
      node: fieldset(quiz, list),
      show: (value) => inputs.forEach((input, i) => (input.checked = i === value)),
      lacks: (value) => (value === null ? { sentence: quiz.labels.needs_single, input: inputs[0] } : null),
    };
  },

  multiple(quiz) {
    const { list, inputs } = options(quiz, "checkbox", () => quiz.answer(chosen(inputs, (input) => input.checked)));
    return {
      node: fieldset(quiz, list),
      show: (value) => inputs.forEach((input, i) => (input.checked = Boolean(value?.includes(i)))),
      lacks: (value) => (value === null ? { sentence: quiz.labels.needs_multiple, input: inputs[0] } : null),
      status: (value) => value && fill(quiz.labels.count_multiple, { n: value.length }),
    };
  },

  sentences(quiz) {
    const text = element("p", "wk-text");
    // A real <button> cannot break across lines; these flow like the words of a paragraph.
    const marks = quiz.spec.sentences.map((sentence) => {
      const mark = control("span", "wk-sentence", { role: "button", tabindex: "0", "aria-pressed": "false" });
      mark.textContent = sentence.text;
      const toggle = () => {
        mark.setAttribute("aria-pressed", String(!pressed(mark)));
        quiz.answer(chosen(marks, pressed));
      };
      mark.addEventListener("click", toggle);
      mark.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        toggle();
      });
      text.append(mark, " ");
      return mark;
    });
    return {
      node: group(quiz, note(quiz.labels.sentences_note), text),
      show: (value) => marks.forEach((mark, i) => mark.setAttribute("aria-pressed", String(!!value?.includes(i)))),
      lacks: (value) => (value === null ? { sentence: quiz.labels.needs_sentences, input: marks[0] } : null),
      status: (value) => value && fill(quiz.labels.count_sentences, { n: value.length }),
    };
  },

  ordering(quiz) {
    const shown = quiz.spec.steps.map((step) => step.id);
    const list = element("ol", "wk-steps");
    const rows = new Map(quiz.spec.steps.map((step) => [step.id, stepRow(quiz, step, move)]));
    let order = [];

    function move(id, by) {
      const from = order.indexOf(id);
      const to = from + by;
      if (to < 0 || to >= order.length) return;
      const next = [...order];
      [next[from], next[to]] = [next[to], next[from]];
      quiz.answer(next);
      quiz.announce(
        fill(quiz.labels.moved, { step: rows.get(id).text, place: to + 1, total: order.length }),
      );
    }

    function show(value) {
      order = value ?? shown;
      // The row that has the focus stays in the page, the others are put around it: so it keeps the focus.
      const held = order.find((id) => rows.get(id).node.contains(document.activeElement));
      const anchor = rows.get(held)?.node;
      let before = Boolean(anchor?.isConnected);
      for (const id of order) {
        const { node } = rows.get(id);
        if (node === anchor) before = false;
        else if (before) list.insertBefore(node, anchor);
        else list.append(node);
      }
      order.forEach((id, place) => rows.get(id).place(place, order.length));
    }

    const first = () => rows.get(order[0]).node.querySelector("button");
    return {
      node: group(quiz, note(quiz.labels.order_note), list),
      show,
      lacks: (value) => (value === null ? { sentence: quiz.labels.needs_ordering, input: first() } : null),
    };
  },

  number(quiz) {
    const { labels, spec } = quiz;
    const input = control("input", "wk-number", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-label": labels.number_field,
      "aria-describedby": `${quiz.id}-read`,
    });
    const read = element("div", "wk-note wk-read", { id: `${quiz.id}-read`, "aria-live": "polite" });
    const unreadable = () => input.value.trim() !== "" && readNumber(input.value, spec) === null;

    function explain() {
      input.setAttribute("aria-invalid", String(unreadable()));
      if (unreadable()) read.textContent = labels.number_unreadable;
      else if (input.value.trim() === "") read.textContent = "";
      else read.textContent = fill(labels.number_read, { number: withUnit(quiz, readNumber(input.value, spec)) });
    }

    input.addEventListener("input", () => {
      quiz.answer(readNumber(input.value, spec));
      if (unreadable()) read.textContent = ""; // perhaps still being typed; explained when the field is left
      else explain();
    });
    input.addEventListener("change", explain);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") quiz.check();
    });
    const unit = element("span", "wk-unit");
    unit.textContent = spec.unit ?? "";
    return {
      node: group(quiz, element("div", "wk-row", {}, [input, unit]), read),
      show(value) {
        if (value === null && unreadable()) return; // the learner is still at it
        if (readNumber(input.value, spec) !== value) input.value = value === null ? "" : writeNumber(value, spec);
        explain();
      },
      reset() {
        input.value = "";
        explain();
      },
      lacks(value) {
        if (unreadable()) return { sentence: labels.number_unreadable, input };
        return value === null ? { sentence: labels.needs_number, input } : null;
      },
    };
  },

  slider(quiz) {
    const { low, high, step, unit } = quiz.spec;
    const ends = [withUnit(quiz, low), withUnit(quiz, high)];
    const scale = slider(quiz, { low, high, step, unit, ends, name: quiz.labels.slider_field }, quiz.answer);
    return {
      node: group(quiz, scale.node, note(quiz.labels.slider_note)),
      show: scale.show,
      lacks: (value) => (value === null ? { sentence: quiz.labels.needs_slider, input: scale.input } : null),
    };
  },

  predict(quiz) {
    const { labels, spec } = quiz;
    const { list, inputs } = options(quiz, "radio", () => change({ choice: inputs.findIndex((i) => i.checked) }));
    const change = (part) => quiz.answer({ choice: null, confidence: null, ...quiz.value(), ...part });
    const ends = [`0% ${labels.confidence_low}`, `100% ${labels.confidence_high}`];
    const scale = percentage(quiz, labels.confidence, ends, (confidence) => change({ confidence }));
    const asked = element("div", "wk-confidence", {}, [label(labels.confidence), scale.node]);
    return {
      node: element("div", "", {}, spec.confidence ? [fieldset(quiz, list), asked] : [fieldset(quiz, list)]),
      show(value) {
        inputs.forEach((input, i) => (input.checked = i === value?.choice));
        scale.show(value?.confidence ?? null);
      },
      lacks(value) {
        if ((value?.choice ?? null) === null) return { sentence: labels.needs_predict, input: inputs[0] };
        if (!spec.confidence || value.confidence !== null) return null;
        return { sentence: labels.needs_confidence, input: scale.input };
      },
    };
  },

  calibrate(quiz) {
    const { labels, spec } = quiz;
    const total = spec.statements.length;
    const list = element("ol", "wk-statements");
    const bar = element("div", "wk-filled", { "aria-hidden": "true" }, [element("div", "")]);
    const given = () => quiz.value() ?? Array(total).fill(null);
    const ends = [`0% ${labels.belief_low}`, `100% ${labels.belief_high}`];
    const rows = spec.statements.map((statement, i) => {
      const text = html("div", "wk-statement", statement.text);
      text.id = `${quiz.id}-statement-${i}`;
      const scale = percentage(quiz, `${labels.belief} ${i + 1}`, ends, (percent) => {
        const before = filled(given());
        quiz.answer(given().map((old, k) => (k === i ? percent : old)));
        if (filled(given()) !== before) quiz.announce(counted(given()));
      });
      scale.input.setAttribute("aria-describedby", text.id);
      const truth = control("div", "wk-truth", { tabindex: "-1", hidden: "" });
      list.append(element("li", "", {}, [text, scale.node, truth]));
      return { scale, truth };
    });
    const filled = (value) => value.filter((percent) => percent !== null).length;
    const counted = (value) => fill(labels.count_calibrate, { n: filled(value), total });
    return {
      node: group(quiz, bar, note(labels.belief), list),
      show(value) {
        rows.forEach(({ scale }, i) => scale.show(value?.[i] ?? null));
        bar.firstChild.style.width = `${(100 * filled(value ?? [])) / total}%`;
      },
      lacks(value) {
        const open = rows.findIndex((_row, i) => (value?.[i] ?? null) === null);
        if (open < 0) return null;
        const n = total - filled(value ?? []);
        return { sentence: fill(labels.needs_calibrate, { n }), input: rows[open].scale.input };
      },
      status: (value) => counted(value ?? []),
      showTruth(all) {
        rows.forEach(({ truth }, i) => {
          truth.hidden = !all[i];
          truth.replaceChildren();
          if (!all[i]) return;
          const word = element("strong", "");
          word.textContent = `${all[i].right ? labels.truth_right : labels.truth_wrong}. `;
          const said = html("div", "", all[i].why);
          said.prepend(word);
          truth.dataset.right = String(all[i].right);
          truth.append(icon(all[i].right ? "right" : "cross"), said);
        });
      },
    };
  },
};

// ------------------------------------------------------------------------------------------------- parts of a quiz

function question(quiz, tag) {
  const node = html(tag, "wk-question", quiz.spec.question ?? "");
  node.id = `${quiz.id}-question`;
  return node;
}

function fieldset(quiz, ...content) {
  return element("fieldset", "wk-body", {}, [question(quiz, "legend"), ...content]);
}

function group(quiz, ...content) {
  const attributes = { role: "group", "aria-labelledby": `${quiz.id}-question` };
  return element("div", "wk-body", attributes, [question(quiz, "div"), ...content]);
}

function options(quiz, type, changed) {
  const inputs = [];
  const list = element("div", "wk-options");
  for (const option of quiz.spec.options) {
    const input = control("input", "", { type, name: quiz.id });
    input.addEventListener("change", changed);
    inputs.push(input);
    list.append(element("label", "wk-option", {}, [input, html("span", "wk-option-text", option.text)]));
  }
  return { list, inputs };
}

function stepRow(quiz, step, move) {
  const { labels } = quiz;
  const body = html("div", "wk-step-text", step.text);
  const text = body.textContent.trim();
  const number = element("span", "wk-place", { "aria-hidden": "true" });
  const [up, down] = [
    ["up", -1],
    ["down", 1],
  ].map(([name, by]) => {
    const made = button(labels[name], "wk-move", () => move(step.id, by));
    made.prepend(icon(name));
    made.setAttribute("aria-label", fill(labels[`move_${name}`], { step: text }));
    return made;
  });
  const node = element("li", "wk-step", {}, [number, body, element("div", "wk-moves", {}, [up, down])]);
  node.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    move(step.id, by);
  });
  return {
    node,
    text,
    place(place, total) {
      number.textContent = place + 1;
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === total - 1));
    },
  };
}

function percentage(quiz, name, ends, changed) {
  return slider(quiz, { low: 0, high: 100, step: 5, unit: "%", ends, name }, changed);
}

/** A range input that has no value until it is touched, with a large readout. */
function slider(quiz, { low, high, step, unit, ends, name }, changed) {
  const input = control("input", "wk-range", { type: "range", min: low, max: high, step, "aria-label": name });
  const readout = element("output", "wk-readout", { "aria-hidden": "true" });
  const scale = element("div", "wk-ends", { "aria-hidden": "true" }, ends.map((text) => label(text, "span")));
  const take = () => changed(input.valueAsNumber);

  function show(value) {
    const touched = value !== null;
    input.value = touched ? value : (low + high) / 2;
    input.classList.toggle("wk-untouched", !touched);
    const said = touched ? withUnit({ spec: { ...quiz.spec, unit } }, value) : quiz.labels.slider_untouched;
    readout.textContent = touched ? said : "–";
    input.setAttribute("aria-valuetext", said);
    const share = high > low ? (input.valueAsNumber - low) / (high - low) : 0;
    input.style.setProperty("--wk-share", touched ? `${100 * share}%` : "0%");
  }

  input.addEventListener("input", take);
  input.addEventListener("click", take); // a press on the thumb where it stands is an answer too
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    take();
  });
  const node = element("div", "wk-slider", {}, [
    element("div", "wk-track", {}, [input, scale]),
    readout,
  ]);
  return { node, input, show };
}

// --------------------------------------------------------------------------------------------------------- numbers

/** Read a number as people write it: "12,5", "1.250.000", "Rp 1,5", "80 %"; null if it cannot be read. */
function readNumber(text, { language, unit }) {
  let bare = text.trim().replace(/−/g, "-").replace(/^Rp\.?/i, "");
  for (const end of [unit, "%"]) {
    if (end && bare.toLowerCase().endsWith(end.toLowerCase())) bare = bare.slice(0, -end.length);
  }
  bare = bare.replace(/[\s\u00a0\u202f]+/g, "");
  const [groups, point] = language === "en" ? [",", "."] : [".", ","];
  const thousands = new RegExp(`^-?[1-9]\\d{0,2}(\\${groups}\\d{3})+(\\${point}\\d*)?$`);
  if (thousands.test(bare)) bare = bare.replaceAll(groups, "");
  if (!/^-?(\d+[.,]?\d*|[.,]\d+)$/.test(bare)) return null;
  return Number(bare.replace(",", "."));
}

/** A number as it may be typed. */
function writeNumber(value, { language }) {
  const text = String(value);
  return language === "en" ? text : text.replace(".", ",");
}

/** A number to be read; thousands are only grouped where a group cannot be taken for decimals. */
function withUnit({ spec }, value) {
  const locale = spec.language === "en" ? "en-GB" : "id-ID";
  const useGrouping = Math.abs(value) >= 1e6;
  const number = value.toLocaleString(locale, { useGrouping, maximumFractionDigits: 12 });
  if (!spec.unit) return number;
  return spec.unit === "%" ? `${number}%` : `${number} ${spec.unit}`;
}

// ------------------------------------------------------------------------------------------------ pieces of a page

function element(tag, className, attributes = {}, children = []) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** An element that can have the focus. */
function control(tag, className, attributes = {}) {
  return keepKeys(element(tag, className, attributes));
}

function keepKeys(node) {
  node.setAttribute("data-lm-suppress-shortcuts", "true");
  return node;
}

function button(text, className, pressed) {
  const node = control("button", `wk-button ${className}`, { type: "button" });
  node.textContent = text;
  node.addEventListener("click", pressed);
  return node;
}

/** An element with an author's HTML in it. */
function html(tag, className, content) {
  const node = element(tag, className);
  node.innerHTML = content;
  for (const link of node.querySelectorAll("a[href], summary")) keepKeys(link);
  return node;
}

function label(text, tag = "div") {
  const node = element(tag, tag === "div" ? "wk-label" : "");
  node.textContent = text;
  return node;
}

function note(text) {
  const node = element("div", "wk-note");
  node.textContent = text;
  return node;
}

function icon(name) {
  const node = element("span", "wk-icon", { "aria-hidden": "true" });
  node.innerHTML = `<svg viewBox="0 0 24 24" width="18" height="18">${ICONS[name]}</svg>`;
  return node;
}

function pressed(mark) {
  return mark.getAttribute("aria-pressed") === "true";
}

/** Indexes of the items that fulfil a condition; null if none does, for that is no answer. */
function chosen(items, condition) {
  const found = items.flatMap((item, i) => (condition(item) ? [i] : []));
  return found.length ? found : null;
}

/** Put values in a text's {places}. */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

export default { render };
