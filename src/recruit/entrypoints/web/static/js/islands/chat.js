// The chat: sends a message, and shows tool calls and pieces of the reply as they come.
import { post } from "../send.js";

export function mount(chat, signal) {
  const form = chat.querySelector(".ask");
  chat.steps = JSON.parse(chat.dataset.steps);
  chat.outcomes = JSON.parse(chat.dataset.outcomes);
  chat.querySelectorAll(".messages a").forEach(leadsBeside);
  window.htmx.process(chat.querySelector(".messages"));
  chat.addEventListener("ask", ({ detail }) => say(chat, form, detail), { signal });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const text = form.message.value.trim();
    if (text) say(chat, form, text);
  }, { signal, capture: true });
  form.message.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  }, { signal });
  chat.addEventListener("click", ({ target }) => target.dataset?.say && say(chat, form, target.dataset.say), { signal });
}

async function say(chat, form, text) {
  const messages = chat.querySelector(".messages");
  if (messages.ariaBusy === "true") {
    form.message.value = text; // until the reply is complete
    return;
  }
  chat.querySelector(".empty")?.remove();
  chat.querySelectorAll(".answers").forEach((answers) => answers.remove());
  add(messages, "user", text);
  const reply = add(messages, "assistant", chat.dataset.thinking);
  form.message.value = "";
  form.querySelector("button").disabled = true;
  try {
    let proposed = false;
    let pieces = "";
    messages.ariaBusy = "true"; // the reply is announced as a whole
    for await (const [name, data] of turn(form, text)) {
      if (name === "tool_call") step(reply, data, chat);
      else if (name === "tool_result") {
        proposed ||= data.outcome === "proposed";
        finish(reply, data, chat);
      } else if (name === "delta") write(reply, (pieces += data.text));
      else if (name === "reply") {
        form.conversation.value = data.conversation_id;
        form.dispatchEvent(new CustomEvent("conversation", { detail: data.conversation_id, bubbles: true }));
      } else if (name === "shown") {
        show(reply, data);
        if (proposed) offer(reply, [["yes", chat.dataset.yes], ["no", chat.dataset.no]]);
      } else if (name === "changed") {
        if (data.undoable) offer(reply, [["undo", chat.dataset.undo]]);
        unlink(chat, data.gone);
      } else if (name === "error") write(reply, data.detail);
    }
  } catch {
    write(reply, document.body.dataset.offline);
    form.message.value = text;
  }
  messages.ariaBusy = "false";
  form.querySelector("button").disabled = false;
  reply.scrollIntoView({ block: "nearest" });
}

async function* turn(form, message) {
  const response = await post("/chat/stream", { message, conversation: form.conversation.value });
  if (!response.ok) {
    const answer = await response.json().catch(() => ({}));
    yield ["error", { detail: answer.message ?? response.statusText }];
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? [];
      if (name) yield [name, JSON.parse(data)];
    }
  }
}

function add(messages, role, text) {
  const item = element("li", [element("div")]);
  item.className = role;
  item.firstChild.className = "said";
  item.firstChild.dir = "auto";
  write(item, text);
  messages.append(item);
  item.scrollIntoView({ block: "nearest" });
  return item;
}

function write(message, text) {
  message.querySelector(".said").textContent = text;
}

function element(name, parts = []) {
  const made = document.createElement(name);
  made.append(...parts);
  return made;
}

function step(reply, { name }, { steps }) {
  const said = reply.querySelector(".said");
  if (!reply.querySelector(".steps")) said.before(element("ul"));
  const list = said.previousElementSibling;
  list.className = "steps";
  const line = element("li", [`${steps[name]?.[0] ?? name} …`]);
  line.dataset.step = name;
  list.append(line);
}

function finish(reply, { name, outcome }, { steps, outcomes }) {
  const line = reply.querySelector(`[data-step="${CSS.escape(name)}"]`);
  if (!line) return;
  const [title, done] = steps[name] ?? [name, name];
  line.textContent = outcomes[outcome]?.replace("{step}", title) ?? done;
  delete line.dataset.step;
}

// The structure of a reply (`replies.py`), of text nodes: a reply holds what people have written.
function show(reply, blocks) {
  const said = reply.querySelector(".said");
  said.replaceChildren(...blocks.map(({ kind, lines }) => {
    const parts = lines.map((line) => line.map(piece));
    if (kind !== "p") return element(kind, parts.map((line) => element("li", line)));
    return element("p", parts.flatMap((line, at) => (at ? [element("br"), ...line] : line)));
  }));
  window.htmx.process(said);
}

function piece({ text, path, is_bold: isBold }) {
  let made = text;
  if (path) {
    made = element("a", [text]);
    made.href = path;
    leadsBeside(made);
  }
  return isBold ? element("strong", [made]) : made;
}

// A link in the chat replaces the page beside it.
function leadsBeside(link) {
  link.setAttribute("hx-nonce", document.body.getAttribute("hx-nonce"));
}

// Records that were deleted have no page to lead to.
function unlink(chat, gone) {
  for (const link of chat.querySelectorAll(".messages a")) {
    if (gone.includes(link.textContent.toLowerCase())) link.replaceWith(link.textContent);
  }
}

// Buttons that say a word to the agent.
function offer(reply, words) {
  const answers = document.createElement("p");
  answers.className = "answers";
  for (const [word, label] of words) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.say = word;
    button.textContent = label;
    answers.append(button);
  }
  reply.append(answers);
}
