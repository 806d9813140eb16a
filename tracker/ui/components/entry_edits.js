// What was typed and is not stored yet. Edits stay here, and in the tab's session storage, until the server
// answers them, whatever happens to page, connection or server; each has an id of its own and applies once.

const EDITS_URL = "/entry-edits";
const LONGEST_WAIT = 4000;
const MOST_STEPS = 500;

// One set of edits for each account and tab, shared by every grid drawn in it: leaving the page stops nothing.
function editsOf(account) {
  const known = (window.trackerEdits ??= {});
  return (known[account] ??= makeEdits(account));
}

function makeEdits(account) {
  const name = `tracker-edits:${account}`;
  const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}");
  const edits = {
    account,
    all: (kept.edits ?? []).map((edit) => ({ ...edit, refusal: null })),
    draft: kept.draft ?? null, // what stands in the field being typed in
    stored: new Set(), // places stored since the page was opened
    said: new Map(), // what was said of an edit that was stored, by place
    done: kept.done ?? [], // what was stored from this tab, with what stood there before: to be taken back
    trouble: "", // why the last attempt was not answered
    view: null, // what the server is to draw with its answer
    changed: () => {},
    drawn: () => {},
  };
  let sending = null;
  let wait = LONGEST_WAIT / 16;
  let timer = 0;

  edits.keep = () => sessionStorage.setItem(name, JSON.stringify({ edits: edits.all, draft: edits.draft, done: edits.done }));
  edits.waiting = () => edits.all.filter((edit) => !edit.refusal);
  edits.of = (place) => edits.all.findLast((edit) => placeOf(edit) === placeOf(place));

  // An edit takes the place of what was typed there before, unless that is on its way and may be stored first.
  edits.add = (edit) => {
    edits.drop(edit, (earlier) => earlier.refusal || !earlier.sent);
    edits.all.push({ ...edit, id: newId(), sent: false, refusal: null });
    edits.stored.delete(placeOf(edit));
    edits.said.delete(placeOf(edit));
    edits.keep();
  };

  edits.drop = (place, which = () => true) => {
    edits.all = edits.all.filter((edit) => placeOf(edit) !== placeOf(place) || !which(edit));
    edits.keep();
  };

  edits.setDraft = (draft) => {
    edits.draft = draft;
    edits.keep();
  };

  // Send all that waits; done when it is answered, or is to be tried again later.
  edits.send = () => {
    clearTimeout(timer);
    if (edits.waiting().length) sending ??= attempt().finally(() => (sending = null));
    return sending;
  };

  async function attempt() {
    while (edits.waiting().length) {
      const answer = await post(edits).catch(() => ({ trouble: "lost" }));
      edits.trouble = answer.trouble ?? "";
      if (edits.trouble) {
        wait = Math.min(2 * wait, LONGEST_WAIT);
        timer = setTimeout(edits.send, wait);
        break;
      }
      wait = LONGEST_WAIT / 16;
      settle(edits, answer.answers);
      edits.drawn(answer.form);
    }
    edits.changed();
  }

  window.addEventListener("online", edits.send);
  window.addEventListener("beforeunload", (event) => edits.waiting().length && event.preventDefault());
  return edits;
}

async function post(edits) {
  const batch = edits.waiting();
  for (const edit of batch) edit.sent = true;
  edits.keep();
  const answer = await request(edits, batch);
  const said = await answer.json();
  if (answer.status !== 400) return said;
  // what can't be read will not be better when sent again
  return { answers: Object.fromEntries(batch.map((edit) => [edit.id, said])), form: null };
}

function request({ account, view }, batch, look = false) {
  return fetch(EDITS_URL, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ account, ...view, edits: batch.map(plain), look }),
    signal: AbortSignal.timeout(60000),
  });
}

// What saving would refuse of a batch, by place; nothing is stored. Without an answer nothing is known.
async function refusalsOf(edits, batch) {
  const { answers = {} } = await request(edits, batch, true).then((answer) => answer.json()).catch(() => ({}));
  return new Map(batch.filter(({ id }) => answers[id]?.stored === false).map((edit) => [placeOf(edit), answers[edit.id].text]));
}

function settle(edits, answers) {
  for (const edit of [...edits.all]) {
    const answer = answers[edit.id];
    if (!answer) continue;
    if (answer.stored) {
      edits.all = edits.all.filter((other) => other !== edit);
      // what was typed over an edit on its way replaces what that has just stored
      for (const later of edits.all) {
        if (placeOf(later) === placeOf(edit)) Object.assign(later, { version: answer.version, before: valuesOf(edit) });
      }
      edits.stored.add(placeOf(edit));
      if (answer.said) edits.said.set(placeOf(edit), answer.said);
      remember(edits, edit, answer.version);
    } else edit.refusal = { text: answer.text, conflict: answer.conflict ?? false };
  }
  edits.keep();
}

// An edit that was stored can be taken back; one that took something back makes the step before it the last.
function remember(edits, edit, version) {
  if (edit.takesBack === undefined) {
    const { form, key, before, step } = edit;
    if (before) edits.done.push({ form, key, before, step, version, seen: edit.version });
    edits.done = edits.done.slice(-MOST_STEPS);
    return;
  }
  const earlier = edits.done.findLast((step) => placeOf(step) === placeOf(edit));
  if (earlier?.version === edit.takesBack) earlier.version = version;
}

function valuesOf({ value, unit, source, reason, note }) {
  return { value, unit, source, reason, note };
}

function plain({ id, form, key, value, unit, source, reason, note, version }) {
  return { id, form, key, value, unit, source, reason, note, version };
}

function placeOf({ form, key }) {
  return `${form} ${key}`;
}

function newId() {
  // a plain http address is no secure context and has no crypto.randomUUID
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
