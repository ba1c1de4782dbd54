use crate::{
    api,
    error::Error,
    paths::users::{self as paths, UsersShown},
    session::Changes,
    ui::{Button, Disclosure, Field, Glyph, Icon, Look, Outcome, Tone},
    words::{error, users as words},
};
use domain::{SavedView, UserList};
use leptos::{ev::SubmitEvent, prelude::*};

/// The views saved by whoever looks, and saving this one.
#[component]
pub(super) fn Views(known: Memo<Option<UserList>>, shown: Memo<UsersShown>) -> impl IntoView {
    let changes = Changes::here();
    let name = RwSignal::new(String::new());
    let save = Action::new(move |view: &SavedView| {
        let view = view.clone();
        async move {
            let saved = api::save_view(view).await;
            if saved.is_ok() {
                name.set(String::new());
                changes.add();
            }
            saved
        }
    });
    let delete = Action::new(move |name: &String| {
        let name = name.clone();
        async move {
            let deleted = api::delete_view(name).await;
            changes.add();
            deleted
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let UsersShown { query, columns } = shown.get_untracked();
        save.dispatch(SavedView {
            name: name.get_untracked(),
            query,
            columns,
        });
    };
    let views = Memo::new(move |_| known.get().map_or_else(Vec::new, |list| list.views));
    let row = move |view: SavedView| {
        let name = view.name.clone();
        let href = paths::list(&UsersShown {
            query: view.query,
            columns: view.columns,
        });
        view! {
            <li>
                <a href=href data-noscroll="true">{name.clone()}</a>
                <Button look=Look::Small on_press=move || { delete.dispatch(view.name.clone()); }>
                    <Icon glyph=Glyph::Close />
                    <span class="unseen">{words::delete_view(&name)}</span>
                </Button>
            </li>
        }
    };
    let rows = move || match views.get().as_slice() {
        [] => view! { <p class="quiet">{words::NO_VIEWS}</p> }.into_any(),
        views => {
            let rows = views.iter().cloned().map(row).collect_view();
            view! { <ul class="people views">{rows}</ul> }.into_any()
        }
    };
    let failed = move || {
        let failure = |done: Option<Result<(), Error>>| done.and_then(Result::err);
        let failure = failure(save.value().get()).or(failure(delete.value().get()));
        failure.map(|failed| view! { <Outcome tone=Tone::Bad text=error::sentence(&failed) /> })
    };
    view! {
        <Disclosure title=words::VIEWS>
            <div class="stack tight">
                {rows}
                <form class="row" on:submit=submit>
                    <Field name="view" label=words::VIEW_NAME text=name />
                    <Button submit=true busy=save.pending()>
                        {words::SAVE_VIEW}
                    </Button>
                </form>
                {failed}
            </div>
        </Disclosure>
    }
}
