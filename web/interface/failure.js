// SPDX-License-Identifier: MIT

// Says so where the page's modules do not come: a browser tells their origin, which the server refuses where a proxy in
// front does not pass on Host. It is no module itself, as it would not come either.
addEventListener("error", ({ target }) => {
  if (!(target instanceof HTMLScriptElement))
    return;
  const tell = () => {
    const status = document.getElementById("conn_status");
    status.dataset.state = "error";
    status.textContent = "Not Connected: a script of this page was refused, or is not there. "
      + "A proxy in front has to pass on Host";
  };
  if (document.readyState === "loading")
    addEventListener("DOMContentLoaded", tell);
  else
    tell();
}, true);
