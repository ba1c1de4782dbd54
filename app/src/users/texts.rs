//! What is written about a user, as a form.

use crate::{
    ui::Field,
    words::{Text, people as words},
};
use domain::{Profile, ProfileField};
use leptos::prelude::*;

/// The fields of the first step; the others are optional.
pub(super) const BASICS: [ProfileField; 4] = [
    ProfileField::FirstName,
    ProfileField::LastName,
    ProfileField::Name,
    ProfileField::Username,
];
/// The others.
pub(super) const OPTIONAL: [ProfileField; 6] = [
    ProfileField::Mail,
    ProfileField::JobTitle,
    ProfileField::Department,
    ProfileField::Office,
    ProfileField::City,
    ProfileField::Country,
];

/// The id of a field in the page.
fn name(field: ProfileField) -> &'static str {
    match field {
        ProfileField::Username => "username",
        ProfileField::Name => "display-name",
        ProfileField::FirstName => "first-name",
        ProfileField::LastName => "last-name",
        ProfileField::Mail => "mail",
        ProfileField::JobTitle => "job-title",
        ProfileField::Department => "department",
        ProfileField::Office => "office",
        ProfileField::City => "city",
        ProfileField::Country => "country",
    }
}

/// What is written in each field.
#[derive(Clone, Copy)]
pub(super) struct Texts(StoredValue<Vec<(ProfileField, RwSignal<String>)>>);

impl Texts {
    /// Begins with `profile`.
    pub(super) fn of(profile: &Profile) -> Self {
        let text = |field| (field, RwSignal::new(profile.get(field).to_owned()));
        Self(StoredValue::new(ProfileField::ALL.map(text).into()))
    }

    /// One field's.
    pub(super) fn text(self, field: ProfileField) -> RwSignal<String> {
        self.0.with_value(|texts| {
            let known = texts.iter().find(|(known, _)| *known == field);
            known.map_or_else(RwSignal::default, |(_, text)| *text)
        })
    }

    /// All of them.
    pub(super) fn profile(self) -> Profile {
        let text = |field| (field, self.text(field).get());
        Profile::of(ProfileField::ALL.map(text))
    }

    /// An input for a field.
    pub(super) fn input(self, field: ProfileField, hint: Option<Text>) -> impl IntoView {
        let text = self.text(field);
        let required = matches!(field, ProfileField::Name | ProfileField::Username);
        let value = text.get_untracked();
        let label = words::field(field);
        match hint {
            Some(hint) => view! {
                <Field
                    name=name(field)
                    label=label
                    hint=hint
                    value=value
                    text=text
                    required=required
                />
            }
            .into_any(),
            None => view! {
                <Field name=name(field) label=label value=value text=text required=required />
            }
            .into_any(),
        }
    }
}
