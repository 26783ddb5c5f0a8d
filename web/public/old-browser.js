// Every browser loads this, also one that knows no modules (IE, 360 in 兼容模式): written for them.
(function () {
  // Gone once the program has begun.
  var notice = document.getElementById('old-browser');
  // Came with Chromium 100, for which the pages are built (vite.config.ts).
  var isNew = typeof AbortSignal === 'function' && 'throwIfAborted' in AbortSignal.prototype;
  if (notice && !isNew) notice.removeAttribute('hidden');
})();
