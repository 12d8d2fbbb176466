// Starts Wagtail's widgets from data (starting.py), since inline scripts are forbidden: on load, in modals, in new forms.
(() => {
  const CALL = /^(new )?(\w*(?:Chooser|Panel))$/; // nothing else may be called from a page's data

  const start = (element) => {
    const [, isNew, name] = CALL.exec(element.dataset.call);
    const options = JSON.parse(element.textContent);
    element.remove(); // once only, wherever its form is dragged
    if (isNew) new window[name](...options);
    else window[name](...options);
  };

  window.wagtail.app.register(
    'linli-start',
    class extends window.StimulusModule.Controller {
      connect() {
        start(this.element);
      }
    },
  );

  // Wagtail uses a new form's chooser in the same breath; Stimulus would come a moment later.
  document.addEventListener('w-formset:added', (event) => {
    event.target.querySelectorAll('[data-controller="linli-start"]').forEach(start);
  });

  // Left to itself, the tool that frames an image looks for touch screens by writing an inline handler.
  window.jQuery(() => {
    if (window.jQuery.Jcrop) window.jQuery.Jcrop.defaults.touchSupport = 'ontouchstart' in window;
  });
})();
