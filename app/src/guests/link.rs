use super::{Invited, Sent};
use crate::{
    ui::{Button, Outcome, Tone, copy, take_focus},
    words::{Text, guests as words, order},
};
use leptos::{html, prelude::*, task::spawn_local};

/// After inviting: whether it was mailed, and the link, which is shown this once.
#[component]
pub(super) fn Link(invited: Invited) -> impl IntoView {
    let Invited {
        name,
        mail,
        link,
        until,
        sent,
    } = invited;
    let heading = NodeRef::<html::H3>::new();
    take_focus(heading);
    let (tone, text) = match sent {
        Sent::Mailed => (Tone::Good, words::mailed(&mail)),
        Sent::NoServer => (Tone::Good, words::no_server(&name)),
        Sent::Failed => (Tone::Warn, words::not_mailed(&mail)),
    };
    let copied = RwSignal::new(None::<Text>);
    let put = {
        let link = link.clone();
        move || {
            let link = link.clone();
            spawn_local(async move {
                let done = copy(&link).await;
                // The pane may be closed meanwhile.
                copied.try_set(done.then_some(words::COPIED));
            });
        }
    };
    view! {
        <section class="stack tight" aria-labelledby="invited">
            <h3 id="invited" tabindex="-1" node_ref=heading>
                {order::DONE}
            </h3>
            <Outcome tone=tone text=text />
            <p class="quiet">{words::until(until)} " " {words::LINK_TEXT}</p>
            <div class="labeled">
                <label for="link">{words::LINK}</label>
                <input id="link" class="field" type="text" readonly value=link />
            </div>
            <div class="row">
                <Button on_press=put>{words::COPY_LINK}</Button>
            </div>
            <p class="quiet" role="status">
                {move || copied.get().map(Text::say)}
            </p>
        </section>
    }
}
