// Classic script: the SDK must run before the page draws, as on a real site.
;(function startAnalytics() {
  const recording = JSON.parse(document.currentScript?.dataset.recording ?? '{}')
  window.posthog.init('phc_larch_and_pine_demo_shop', {
    api_host: `${location.origin}/ph`,
    defaults: '2025-05-24',
    // A driven browser looks like a bot to the SDK, which then records nothing.
    opt_out_useragent_filter: true,
    disable_surveys: true,
    session_recording: recording,
  })
})()
