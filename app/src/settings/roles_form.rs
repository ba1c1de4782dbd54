use super::{
    role_choice::RoleChoice,
    saving::{Said, Saving},
};
use crate::{
    api,
    ask::answered,
    session::Me,
    ui::{Button, ButtonLink, Look, Loss, Outcome, Tone, Unsaved},
    words::{error, order as words_of_order, settings as words, tell},
};
use domain::{Order, Preview, Role, Verb};
use leptos::{ev::SubmitEvent, prelude::*};

/// The roles, and what would come of them: the rule's own word, from the server, which knows all admins.
#[component]
pub(super) fn RolesForm<O>(
    /// The roles as they are.
    before: Vec<Role>,
    /// What gives these instead.
    order: O,
    /// Gives it.
    saving: Saving,
    /// Where closing leads.
    close: &'static str,
    /// What stands below the roles.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    O: Fn(Vec<Role>) -> Order + Copy + Send + Sync + 'static,
{
    let why_not = expect_context::<Me>().why_not(Verb::GiveRoles);
    let fixed = why_not.is_some();
    let chosen = RwSignal::new(before.clone());
    let before = StoredValue::new(before);
    let asked = Memo::new(move |_| {
        let roles = chosen.get();
        (!fixed && before.with_value(|before| *before != roles)).then_some(roles)
    });
    Unsaved::watch(Loss::Entered, move || asked.read().is_some());
    let answer = answered(asked, None, move |roles| async move {
        match roles {
            None => Ok(Preview::Accepted(domain::Outcome::default())),
            Some(roles) => api::preview_order(order(roles)).await,
        }
    });
    let denial = why_not.clone();
    let line = Memo::new(move |_| match (asked.get(), answer.newest.get()) {
        (None, _) => match &denial {
            Some(denial) => (Tone::Bad, denial.clone()),
            None => (Tone::Plain, words::UNCHANGED.to_owned()),
        },
        (asked, Some((question, answer))) if asked == question => match answer {
            Ok(Preview::Accepted(outcome)) => (Tone::Good, tell(&outcome.sentence())),
            Ok(Preview::Refused(refusal)) => (Tone::Bad, error::sentences(&refusal.sentences())),
            Err(failed) => (Tone::Bad, error::sentence(&failed)),
        },
        _ => (Tone::Plain, words_of_order::CHECKING.to_owned()),
    });
    let reason = Signal::derive(move || {
        let (tone, text) = line.get();
        let off = (tone != Tone::Good).then_some(text);
        why_not.clone().or(off)
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if reason.get_untracked().is_none() {
            saving.give(order(chosen.get_untracked()));
        }
    };
    view! {
        <form on:submit=send>
            <div class="body stack">
                <RoleChoice chosen=chosen fixed=fixed />
                {children.map(|children| children())}
            </div>
            <div class="foot">
                <Said saving=saving />
                <Outcome
                    tone=Signal::derive(move || line.read().0)
                    text=Signal::derive(move || line.read().1.clone())
                />
                <div class="row">
                    <Button look=Look::Primary submit=true reason=reason busy=saving.busy()>
                        {words::SAVE}
                    </Button>
                    <ButtonLink href=close.to_owned()>{words_of_order::CLOSE}</ButtonLink>
                </div>
            </div>
        </form>
    }
}
