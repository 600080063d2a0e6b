// Times in the reader's own format and time zone.
const MOMENT = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

const DAY = 86_400, HOUR = 3_600;
const AGE = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short", numeric: "auto" });

const midnight = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate());

export function age(at, now = new Date()) {
  const seconds = (at - now) / 1000;
  // Days of the calendar: 37 hours before the evening are "yesterday".
  if (Math.abs(seconds) >= DAY) return AGE.format(Math.round((midnight(at) - midnight(now)) / 1000 / DAY), "day");
  const [unit, length] = hoursOrMinutes(seconds);
  return AGE.format(Math.trunc(seconds / length), unit);
}

// The time since then, without a word for the past: "3 days".
function span(at, now = new Date()) {
  const seconds = (now - at) / 1000;
  const [unit, length] = seconds >= DAY ? ["day", DAY] : hoursOrMinutes(seconds);
  const inUnits = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" });
  return inUnits.format(Math.trunc(seconds / length));
}

function hoursOrMinutes(seconds) {
  return Math.abs(seconds) >= HOUR ? ["hour", HOUR] : ["minute", 60];
}

// A day and a time in a form are in the reader's zone: its offset on that day is sent with them.
function setOffset(form) {
  const { due, due_time: time, utc_offset: offset } = form.elements;
  if (offset && due.value) offset.value = -new Date(`${due.value}T${time.value || "23:59"}`).getTimezoneOffset();
}
document.addEventListener("change", ({ target }) => target.form && setOffset(target.form));

export function localise(root) {
  for (const { form } of root.querySelectorAll("[name=utc_offset]")) setOffset(form);
  for (const element of root.querySelectorAll("time[datetime]:not([data-local])")) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    element.textContent = "age" in element.dataset ? age(at) : "span" in element.dataset ? span(at) : MOMENT.format(at);
    element.title = MOMENT.format(at);
    element.dataset.local = "";
  }
}
