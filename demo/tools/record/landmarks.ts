/** Words of a visit by which a replay can be checked: what stood on the page, and what stood in a field. */
export const landmarks: Record<string, { texts: readonly string[]; values: readonly string[] }> = {
  'shop-checkout': {
    texts: [
      'Autumn in a small garden',
      '9 articles',
      '1 article',
      'is in your basket.',
      '£66.50',
      '£48.00',
      '£52.90',
      'LP-20418',
    ],
    values: ['tulip', 'Maren Lindqvist', 'maren@lindqvist.example', '7 Quarry Rigg', 'Bowness'],
  },
  'join-form': {
    texts: ['Join the garden club', 'This does not look like an e-mail address.', 'locked for a moment', 'You are member 4711.'],
    values: ['Piet Okonkwo', 'piet.okonkwo@allotment.example'],
  },
  'two-tabs': {
    texts: [
      'Cuts clean up to 22 mm; every part can be replaced.',
      'Sharpening secateurs',
      'Good to hear',
      'is in your basket.',
      '6 articles',
    ],
    values: ['*****'],
  },
  'long-visit': {
    texts: [
      'Autumn in a small garden',
      'Sharpening secateurs',
      'Two grits: one to shape, one to finish.',
      'is in your basket.',
      '£40.50',
    ],
    values: ['pot'],
  },
  'workshop-board': {
    texts: ['Waiting (18)', 'Waiting (15)', 'For whom', 'Back to the board'],
    values: ['spade', 'Blade is bent, call before grinding.', 'mei sand'],
  },
  'sales-charts': {
    texts: ['£14046', '£49917', '£3045', 'Day 20: £300'],
    values: [],
  },
  'phone-visit': {
    texts: [
      'Autumn in a small garden',
      '2 articles',
      'Sharpening secateurs',
      'Good to hear',
      'Seed tray, oak',
      '£21.00',
      '£0.00',
    ],
    values: [],
  },
}
