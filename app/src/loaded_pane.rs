//! A pane that loads what it shows.

use crate::{
    error::Error,
    loaded::{Coming, coming},
    trouble::Trouble,
    ui::Pane,
    words::error,
};
use leptos::prelude::*;
use leptos_meta::Title;

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

impl From<Error> for Shown {
    fn from(error: Error) -> Self {
        let title = error::title(&error).to_owned();
        Self::new(view! { <Trouble error=error /> }).titled(title)
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
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> Shown + Clone + Send + 'static,
{
    pane(coming(from, shows), title, close, wide, stays)
}

/// Apart from the component, so that the browser loads this once and not for each type of what is loaded.
fn pane(
    coming: Coming<Shown>,
    title: Option<Signal<String>>,
    close: Signal<String>,
    wide: bool,
    stays: bool,
) -> AnyView {
    let pane = move || {
        let coming = coming();
        Suspend::new(async move {
            let shown = coming.await.unwrap_or_else(Shown::from);
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
