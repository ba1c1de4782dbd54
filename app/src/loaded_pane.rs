//! A pane that loads what it shows.

use crate::{
    error::Error,
    loaded::{Coming, coming},
    trouble::Trouble,
    ui::{Pane, Unsaved},
    words::error,
};
use leptos::prelude::*;
use leptos_meta::Title;
use serde::{Serialize, de::DeserializeOwned};

/// What a pane shows of what it loaded.
pub(crate) struct Shown {
    title: String,
    about: Signal<Option<String>>,
    content: AnyView,
}

impl Shown {
    /// Body and foot.
    pub(crate) fn new(content: impl IntoView + 'static) -> Self {
        Self {
            title: String::new(),
            about: Signal::stored(None),
            content: content.into_any(),
        }
    }

    /// Under this heading, if the pane has none of its own.
    pub(crate) fn titled(self, title: String) -> Self {
        Self { title, ..self }
    }

    /// With this quiet line below the heading.
    pub(crate) fn about(self, about: impl Into<Signal<Option<String>>>) -> Self {
        let about = about.into();
        Self { about, ..self }
    }
}

impl Shown {
    /// What is wrong; where it may help, with a way to ask again.
    fn trouble(error: Error, again: Option<Callback<()>>) -> Self {
        let title = error::title(&error).to_owned();
        let trouble = match again {
            Some(again) => view! { <Trouble error=error again=again /> }.into_any(),
            None => view! { <Trouble error=error /> }.into_any(),
        };
        Self::new(trouble).titled(title)
    }
}

impl From<Error> for Shown {
    fn from(error: Error) -> Self {
        Self::trouble(error, None)
    }
}

/// A [`Pane`] of what a resource loaded, or of what is wrong with it. It is drawn anew each time that was loaded.
#[component]
pub(crate) fn LoadedPane<T, F>(
    /// What loads.
    from: Resource<Result<T, Error>>,
    /// The heading, unless it follows from what was loaded.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// Where closing leads.
    #[prop(into)]
    close: Signal<String>,
    /// Room for a table.
    #[prop(optional)]
    wide: bool,
    /// What was shown stays while it is asked for again.
    #[prop(optional)]
    stays: bool,
    /// What it shows of what was loaded.
    shows: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(T) -> Shown + Clone + Send + 'static,
{
    let again = Callback::new(move |()| from.refetch());
    pane(coming(from, shows), again, title, close, wide, stays)
}

/// Apart from the component, so that the browser loads this once and not for each type of what is loaded.
fn pane(
    coming: Coming<Shown>,
    again: Callback<()>,
    title: Option<Signal<String>>,
    close: Signal<String>,
    wide: bool,
    stays: bool,
) -> AnyView {
    // Here, because what it shows is made before the pane around it.
    Unsaved::provide();
    let pane = move || {
        let coming = coming();
        Suspend::new(async move {
            let shown = coming
                .await
                .unwrap_or_else(|error| Shown::trouble(error, Some(again)));
            let own = title.map(|title| untrack(|| title.get()));
            let title = own.unwrap_or(shown.title);
            view! {
                <Title text=title.clone() />
                <Pane title=title about=shown.about close=close wide=wide>
                    {shown.content}
                </Pane>
            }
        })
    };
    match stays {
        true => view! { <Transition fallback=|| ()>{pane}</Transition> }.into_any(),
        false => view! { <Suspense fallback=|| ()>{pane}</Suspense> }.into_any(),
    }
}
