/* Links to PDFs tell how far the PDF has come, here and on any other site that has
   <a class="printshop-download" href="…pdf"> and this script. Without it they wait. */
(() => {
  "use strict";
  const words = {{ words|safe }};
  const base = document.currentScript.src.replace(/(static\/)?[^/]*$/, "");
  const mostLost = 8, mostFull = 30;
  const fill = (form, ...values) => values.reduce((text, one) => text.replace("{}", one), form);
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  const make = (tag, part, text = "") => {
    const made = document.createElement(tag);
    made.className = "printshop-" + part;
    made.textContent = text;
    return made;
  };

  class Trouble extends Error {}

  /* What is said without being shown: a new stage at once, counting now and then. */
  let spoken, lastStage, lastTime = 0;
  const say = (text, stage) => {
    if (stage === lastStage && Date.now() - lastTime < 8000) return;
    [lastStage, lastTime] = [stage, Date.now()];
    if (!spoken) {
      spoken = make("div", "status");
      spoken.setAttribute("role", "status");
      spoken.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
      document.body.append(spoken);
    }
    setTimeout(() => { spoken.textContent = text; }, 100);
  };

  const told = ({ stage, done, total }) => {
    if (stage === "queued") return done ? fill(words.before, done) : words.next;
    if (stage === "setting" && total) return fill(words.setting, done || 1, total);
    return words[stage] || words.looking;
  };
  const share = ({ stage, done, total }) =>
    stage === "setting" && total ? 0.85 * done / total : { "making-up": 0.88, writing: 0.96 }[stage];

  async function* events(answer) {
    const reader = answer.body.getReader(), decoder = new TextDecoder();
    try {
      for (let text = ""; ;) {
        const { done, value } = await reader.read();
        if (done) return;
        text += decoder.decode(value, { stream: true });
        const blocks = text.split(/\r?\n\r?\n/);
        text = blocks.pop();
        for (const block of blocks) {
          const of = (name) => (block.match(new RegExp("^" + name + ": ?(.*)$", "m")) || [])[1];
          if (of("event")) yield [of("event"), JSON.parse(of("data") || "{}")];
        }
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  /* Give the PDF's address once it is made; the plain link where nobody can be asked. */
  async function made(address, show, signal) {
    for (let lost = 0, full = 0, met; lost < mostLost && full < mostFull; lost++) {
      try {
        const answer = await fetch(address, { headers: { Accept: "text/event-stream" }, cache: "no-store", signal });
        met = true;
        if (answer.status === 503) {
          full++, lost = -1;
          for (let left = +answer.headers.get("Retry-After") || 10; left > 0; left--) {
            show(words.full + " " + fill(words.in, left), "full");
            await pause(1000);
          }
          continue;
        }
        if (answer.status === 404 || answer.status === 410) throw new Trouble(words.gone);
        if (!answer.ok) throw new Error();
        for await (const [name, data] of events(answer)) {
          if (name === "ready") return data.href;
          if (name === "failed") throw new Trouble(words.trouble[data.trouble] || words.lost);
          if (name === "progress") lost = 0, show(told(data), data.stage, share(data));
        }
      } catch (error) {
        if (error instanceof Trouble || signal.aborted) throw error;
        if (!met) return "";
      }
      await pause(500 * 2 ** Math.max(lost, 0));
    }
    throw new Trouble(words.lost);
  }

  async function download(link) {
    const kept = [...link.childNodes], name = link.dataset.printshopName || link.textContent.trim();
    const label = make("b", "label", words.wait), note = make("span", "note"), bar = make("progress", "progress");
    const leaving = new AbortController(), leave = () => leaving.abort();
    const state = (now) => { link.dataset.printshopState = now; };
    const restore = () => { link.replaceChildren(...kept); state(""); };
    if (link.printshopTrouble) link.printshopTrouble.remove();
    bar.setAttribute("aria-label", words.wait);
    link.replaceChildren(label, " ", note, " ", bar);
    state("waiting");
    say(words.wait, "begin");
    addEventListener("pagehide", leave);
    try {
      const href = await made(base + "progress/" + link.href.slice(base.length), (text, stage, value) => {
        note.textContent = text;
        value === undefined ? bar.removeAttribute("value") : bar.value = value;
        say(text, stage);
      }, leaving.signal);
      label.textContent = words.begun;
      note.textContent = "";
      bar.remove();
      state("ready");
      say(words.begun, "ready");
      const file = new URL(href, link.href);
      location.assign(file.origin === new URL(link.href).origin ? file.href : link.href);
      await pause(5000);
      restore();
    } catch (error) {
      restore();
      if (leaving.signal.aborted) return;
      const trouble = link.printshopTrouble = make("span", "trouble", words.failed + ". " + (error.message || words.lost));
      trouble.setAttribute("role", "alert");
      link.after(trouble);
      link.dataset.printshopName = name;
      link.replaceChildren(make("b", "label", words.again), " ", make("span", "note", name));
      state("failed");
    } finally {
      removeEventListener("pagehide", leave);
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.printshop-download[href], a[data-printshop][href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!base || !link.href.startsWith(base)) return;
    const now = link.dataset.printshopState;
    if (now === "ready") return;
    event.preventDefault();
    if (now !== "waiting") download(link);
  });
})();
