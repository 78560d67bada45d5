// Classic script: the SDK must run before the page draws, as on a real site.
;(function startAnalytics() {
  const recording = JSON.parse(document.currentScript?.dataset.recording ?? '{}')
  window.posthog.init('phc_leaf_and_kettle_demo_shop', {
    api_host: `${location.origin}/ph`,
    defaults: '2025-05-24',
    // A driven browser looks like a bot to the SDK, which then records nothing.
    opt_out_useragent_filter: true,
    disable_surveys: true,
    // Many people play the same visit, so what they typed about themselves is hidden.
    session_recording: {
      ...recording,
      maskAllInputs: true,
      maskInputFn: (text, element) =>
        /^(name|email|password|street|town)$/.test(element?.name ?? '') ? '*'.repeat(text.length) : text,
    },
  })
})()
