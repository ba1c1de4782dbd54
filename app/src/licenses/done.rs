use super::alike::Alike;
use crate::{
    share::Share,
    ui::{Button, ButtonLink, Look, Outcome, Reading, Reason, Tone, take_focus},
    words::{Text, order as words, tell},
};
use domain::{Problem, Receipt};
use leptos::{html, prelude::*};

/// After it is done: what was done, where the ledger has it, and the ways on.
#[component]
pub(crate) fn Done(
    receipt: Receipt,
    close: Signal<String>,
    /// Begins the next one: its words, and how.
    #[prop(optional)]
    more: Option<(Text, Callback<()>)>,
    /// Somebody got something: offers to tell them.
    #[prop(optional)]
    share: bool,
    /// What else came of it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H3>::new();
    take_focus(heading);
    let entry = words::entry(&receipt);
    let left_out = receipt.left_out;
    let number = receipt.entry;
    view! {
        <Reading>
            <section class="done" aria-labelledby="done">
                <h3 id="done" tabindex="-1" node_ref=heading>
                    {words::DONE}
                </h3>
                <Outcome tone=Tone::Good text=tell(&receipt.line) />
                <p class="quiet">{entry}</p>
            </section>
            {children.map(|more| more())}
            {(!left_out.is_empty()).then(|| view! { <LeftOut problems=left_out /> })}
            {share.then(|| view! { <Share entry=number /> })}
        </Reading>
        <div class="foot">
            <div class="row">
                <ButtonLink look=Look::Primary href=close>
                    {words::CLOSE}
                </ButtonLink>
                {more.map(|(label, again)| view! { <Button on_press=again>{label}</Button> })}
            </div>
        </div>
    }
}

/// Everybody who was left out, and why.
#[component]
fn LeftOut(problems: Vec<Problem>) -> impl IntoView {
    let rows = problems.into_iter().map(|problem| {
        let why = words::was_left_out(&problem.cause);
        view! { <Alike users=problem.users what=why /> }
    });
    view! {
        <Reason title=words::LEFT_OUT tone=Tone::Warn>
            <ul class="people">{rows.collect_view()}</ul>
        </Reason>
    }
}
