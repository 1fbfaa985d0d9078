/* Asks the server to do what a button says; no other site can, as it lacks the token of this start. */

const tokenOf = (page) => page.querySelector("meta[name=token]").content;
let token = tokenOf(document);

/** The token of the server that answers now: it may have been started again. */
async function renew() {
  const page = await (await fetch("/")).text();
  token = tokenOf(new DOMParser().parseFromString(page, "text/html"));
}

function send(name, data, options) {
  const headers = { "X-Handout-Token": token, "Content-Type": "application/octet-stream" };
  return fetch(`/do/${name}?${new URLSearchParams(options)}`, { method: "POST", headers, body: data });
}

/** What was answered; throws an error whose message is for the person. */
export async function act(name, options = {}, data = "") {
  let answer = await send(name, data, options);
  if (answer.status === 403) {
    await renew();
    answer = await send(name, data, options);
  }
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told;
}
