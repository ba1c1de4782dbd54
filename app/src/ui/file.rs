use leptos::{ev, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url,
    js_sys::{Array, Uint8Array},
};

/// Why a file wasn't read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It is heavier than asked for.
    TooLarge,
    /// The browser couldn't: it was moved or changed meanwhile.
    Lost,
}

/// A labeled input for one file, which is read as soon as it is chosen: what was looked at is what is used, whatever
/// becomes of the file.
#[component]
pub fn FileField(
    /// Its id in the page.
    name: &'static str,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// What kind of file, as the `accept` of HTML says it.
    accept: &'static str,
    /// How heavy it may be, in bytes.
    most: usize,
    /// Called with its name and what is in it.
    on_file: Callback<(String, Result<Vec<u8>, NotRead>)>,
    /// How to choose one.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the one that was chosen.
    #[prop(optional, into)]
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let turn = StoredValue::new(0_u32);
    let chosen = move |event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        turn.update_value(|turn| *turn += 1);
        let own = turn.get_value();
        spawn_local(async move {
            let read = read(&file, most).await;
            // Another one may be chosen meanwhile, or the page left.
            if turn.try_get_value() == Some(own) {
                on_file.run((file.name(), read));
            }
        });
    };
    // The same file is chosen again when it was corrected: that is a change only from nothing.
    let forget = |event: ev::MouseEvent| event_target::<HtmlInputElement>(&event).set_value("");
    let note = format!("{name}-note");
    let described = {
        let (note, hinted) = (note.clone(), hint.is_some());
        move || (hinted || wrong.read().is_some()).then(|| note.clone())
    };
    view! {
        <div class="labeled">
            <label for=name>{label}</label>
            <input
                class="field"
                id=name
                type="file"
                accept=accept
                on:click=forget
                on:change=chosen
                aria-invalid=move || wrong.read().is_some().then_some("true")
                aria-describedby=described
            />
            <p id=note class=move || if wrong.read().is_some() { "wrong" } else { "quiet" }>
                {move || wrong.get().or_else(|| hint.clone())}
            </p>
        </div>
    }
}

async fn read(file: &File, most: usize) -> Result<Vec<u8>, NotRead> {
    let bytes = file.size();
    #[expect(
        clippy::cast_precision_loss,
        reason = "a browser counts the bytes of a file so"
    )]
    let most = most as f64;
    if bytes > most {
        return Err(NotRead::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| NotRead::Lost)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// So long the browser has time to save a file.
const A_MINUTE: std::time::Duration = std::time::Duration::from_secs(60);

/// Has the browser save a text as a CSV file.
pub fn save(name: &str, text: &str) {
    // Where there is no memory for it, nothing is saved, and the browser says so.
    let _ = saved(name, text);
}

fn saved(name: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/csv;charset=utf-8");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document().create_element("a").ok()?;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        A_MINUTE,
    );
    Some(())
}
