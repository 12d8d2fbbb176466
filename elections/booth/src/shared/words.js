// Words in two languages: {name: [Chinese, English]}, with {holes}.

export const speaker = (words) => {
  let column = 0;
  const t = (name, holes = {}) => words[name][column].replace(/\{(\w+)\}/g, (_, hole) => holes[hole]);
  t.speak = (language) => (column = language === "en" ? 1 : 0);
  t.has = (name) => name in words;
  t.language = () => (column ? "en" : "zh");
  return t;
};

/** A time of the board as people here say it: in the clock of the community. */
export const clock = (time, language, more = {}) =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    timeZone: "Asia/Shanghai", month: language === "en" ? "short" : "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false, ...more,
  }).format(new Date(time));
