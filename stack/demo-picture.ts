import sharp from 'sharp';

const railing = `<g stroke="#f5c400" stroke-width="12">
  <path d="M60 250V420M240 250V420M420 250V420M600 250V420M780 250V420"/><path d="M40 260H800M40 335H800"/>
</g>`;

/** A floor's edge high above the ground, with its railing or without, as a phone would take it now. */
export function drawFloorEdge(isGuarded: boolean): Promise<Buffer> {
  const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="840" height="630">
    <rect width="840" height="630" fill="#bcd3e6"/><path d="M0 300L200 200L430 310L640 180L840 290V630H0Z" fill="#9db38f"/>
    <rect y="420" width="840" height="210" fill="#a9a39a"/><rect y="420" width="840" height="26" fill="#77716a"/>
    ${isGuarded ? railing : ''}
  </svg>`;
  const takenAt = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  return sharp(Buffer.from(scene))
    .jpeg({ quality: 80 })
    .withExif({ IFD2: { DateTimeOriginal: takenAt } })
    .toBuffer();
}
