// Measures keys and openings in the page. Installs itself once, then does what `arguments[0]` says:
//   "listen"          begins to note
//   "told"            gives the notes back and forgets them
//   "opened", TEXT    answers with the milliseconds from the last click until a page with this text has been drawn
//   "peer", NAME, TEXT, WHERE   puts another editor with that text over the window and its caret at its start, middle or end
//   "gone"            takes it away
// The note of a key: `work`, the page's own milliseconds between the key and a frame that is laid out; `paint`, from the
// key to the end of the frame that shows it, the wait for the display included; `shown`, from the key until the preview
// has another frame, where one came: a space at the end of a paragraph is nothing that a preview shows.
const pace = (window.bylinePace ??= make());
pace[arguments[0]](...[...arguments].slice(1));

function make() {
  let notes = [];
  let waiting = [];
  let clicked = 0;
  let peer = null;
  const layout = () => document.documentElement.offsetHeight;
  const soon = (then) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = then;
    port1.postMessage(null);
  };
  const framed = (then) => requestAnimationFrame(() => soon(then));
  const key = (event) => {
    if (event.key.length !== 1 || event.ctrlKey) return;
    const note = { start: performance.now(), task: 0, work: 0, paint: 0, shown: null };
    if (event.key !== " ") waiting.push(note);
    notes.push(note);
    requestAnimationFrame(() => {
      const frame = performance.now();
      layout();
      soon(() => {
        const end = performance.now();
        note.work = note.task + (end - frame);
        note.paint = end - note.start;
      });
    });
  };
  const input = () => {
    const note = notes.at(-1);
    if (!note || note.task) return;
    // After everybody who hears of the input, in the same task.
    queueMicrotask(() =>
      queueMicrotask(() => {
        layout();
        note.task = performance.now() - note.start;
      }),
    );
  };
  document.addEventListener("keydown", key, true);
  document.addEventListener("input", input, false);
  document.addEventListener("click", () => (clicked = performance.now()), true);
  const watched = new WeakSet();
  const watchPreview = () => {
    const body = document.querySelector('iframe[name="Preview"]')?.contentDocument?.body;
    if (!body || watched.has(body)) return;
    watched.add(body);
    new MutationObserver(() => {
      const seen = waiting;
      waiting = [];
      framed(() => {
        const end = performance.now();
        for (const note of seen) note.shown = end - note.start;
      });
    }).observe(body, { childList: true, subtree: true, characterData: true });
  };
  return {
    listen(done) {
      watchPreview();
      notes = [];
      waiting = [];
      done(true);
    },
    told(done) {
      const all = notes.map(({ work, paint, shown }) => ({ work, paint, shown }));
      notes = [];
      done(all);
    },
    opened(text, done) {
      const look = () => {
        const page = document.querySelector('[role="textbox"].cm-content');
        if (page?.textContent.includes(text)) framed(() => framed(() => done(performance.now() - clicked)));
        else requestAnimationFrame(look);
      };
      look();
    },
    peer(name, text, where, done) {
      peer = document.createElement("div");
      peer.style.cssText = "position:fixed;inset:0;z-index:99;overflow:auto;background:#fff;color:#000;font:17px/1.6 serif";
      document.body.append(peer);
      const start = performance.now();
      window.bylinePeers[name](peer, text, where);
      layout();
      framed(() => framed(() => done(performance.now() - start)));
    },
    gone(done) {
      peer?.remove();
      peer = null;
      done(true);
    },
  };
}
