/** Good and wrong scans sound and shake differently, so that nobody needs to look at each one. */

const LOUDNESS = 0.15;

/** @type {AudioContext | null} */
let audio = null;

export const soundGood = () => play(1_040, 0.09, 60);
export const soundWrong = () => play(220, 0.4, [200, 90, 200]);

/**
 * @param {number} pitch
 * @param {number} seconds
 * @param {VibratePattern} shaking
 */
function play(pitch, seconds, shaking) {
  navigator.vibrate?.(shaking);
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = pitch;
  volume.gain.value = LOUDNESS;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + seconds);
}
