const patienceMs = 15_000;
/** A position of a moment ago is still where somebody stands. */
const stillHereMs = 60_000;

/** Where the device stands, give or take `accuracy` metres. */
export type Here = { latitude: number; longitude: number; accuracy: number };
/** Why there is no position: the browser was told not to, or does not know in time. */
export type NotHere = 'forbidden' | 'unknown';

/** Whether a page may ask for it at all: not where the address is plain http. */
export const maySayHere = window.isSecureContext && 'geolocation' in navigator;

/** Asks the device, which asks the person; nobody else hears of it. Rejects with `NotHere`. */
export const askHere = (): Promise<Here> =>
  new Promise((resolve, reject: (reason: NotHere) => void) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy: Math.round(accuracy) }),
      ({ code, PERMISSION_DENIED }) => reject(code === PERMISSION_DENIED ? 'forbidden' : 'unknown'),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: stillHereMs },
    ),
  );
