// Times in the reader's own format and time zone.
const MOMENT = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

const AGES = [[86_400, "day"], [3_600, "hour"], [60, "minute"]];
const AGE = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short", numeric: "auto" });

function age(at) {
  const seconds = (at - Date.now()) / 1000;
  const [length, unit] = AGES.find(([least]) => -seconds >= least) ?? [60, "minute"];
  return AGE.format(Math.round(seconds / length), unit);
}

export function localise(root) {
  for (const element of root.querySelectorAll("time[datetime]:not([data-local])")) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    element.textContent = "age" in element.dataset ? age(at) : MOMENT.format(at);
    element.title = MOMENT.format(at);
    element.dataset.local = "";
  }
}
