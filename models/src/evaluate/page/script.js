// One sound at a time; a line over its spectrogram shows where it is, and a click there goes there.
for (const figure of document.querySelectorAll("figure.sound")) {
  const audio = figure.querySelector("audio");
  const strip = figure.querySelector(".strip");
  const head = figure.querySelector(".head");
  const show = () => {
    head.style.left = 100 * audio.currentTime / (audio.duration || 1) + "%";
    if (!audio.paused) requestAnimationFrame(show);
  };
  audio.addEventListener("play", () => {
    for (const other of document.querySelectorAll("audio")) if (other !== audio) other.pause();
    figure.classList.add("playing");
    show();
  });
  audio.addEventListener("ended", () => figure.classList.remove("playing"));
  audio.addEventListener("seeked", show);
  strip.addEventListener("click", event => {
    const box = strip.getBoundingClientRect();
    // A key press has no place: it starts and stops.
    if (event.detail === 0) {
      if (audio.paused) audio.play(); else audio.pause();
      return;
    }
    audio.currentTime = (event.clientX - box.left) / box.width * (audio.duration || 0);
    audio.play();
  });
}
