use super::choice::Choice;
use crate::{
    languages::Languages,
    paths::settings as paths,
    session::Session,
    theme::Theme,
    ui::{Button, Look, Panel},
    words::{frame, settings as words},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// How the pages look. A plain form, which works without JavaScript: the server draws the next page as chosen.
#[component]
pub(crate) fn AppearancePage() -> impl IntoView {
    let now = expect_context::<Session>().theme;
    let theme = move |theme: Theme| {
        view! {
            <Choice name="theme" value=theme.code() words=words::theme(theme) on=theme == now />
        }
    };
    view! {
        <Title text=words::APPEARANCE />
        <Panel id="appearance" title=words::APPEARANCE>
            <div class="stack"><form class="stack" method="post" action=paths::PREFERENCES>
                <p class="quiet">{words::APPEARANCE_TEXT}</p>
                <fieldset>
                    <legend>
                        <strong>{words::THEME}</strong>
                    </legend>
                    {Theme::ALL.map(theme).collect_view()}
                </fieldset>
                <div class="row">
                    <Button look=Look::Primary submit=true>
                        {words::SAVE}
                    </Button>
                </div>
            </form>
            <section class="stack tight">
                <h3>{frame::LANGUAGE}</h3>
                <Languages />
            </section></div>
        </Panel>
    }
}
