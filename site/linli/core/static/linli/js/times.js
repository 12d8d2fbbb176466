// "12 minutes ago" for what is less than an hour old; the server's own words stand for everything else.
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "zh-Hans", { numeric: "auto" });
const refresh = () => {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const minutes = Math.round((new Date(time.dateTime) - Date.now()) / 60000);
    time.dataset.ago ||= time.textContent;
    time.textContent = minutes <= 0 && minutes > -60 ? words.format(minutes, "minute") : time.dataset.ago;
  }
};
refresh();
setInterval(refresh, 60000);
