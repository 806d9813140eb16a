// Streamlit enters every part added to the address into the history, one by one, so that Back would seem to do
// nothing. A part that is only added says more exactly where one is: it takes the place of the entry before it.
(() => {
  const push = history.pushState;
  history.pushState = function (state, title, address) {
    const from = new URL(location.href);
    const to = new URL(address ?? "", from);
    const kept = [...from.searchParams].every(([name, value]) => to.searchParams.get(name) === value);
    const enter = to.pathname === from.pathname && kept ? history.replaceState : push;
    return enter.call(history, state, title, address);
  };
})();
