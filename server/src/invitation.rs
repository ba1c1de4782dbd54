//! What an invitation's link opens, for guests, who aren't signed in.

use crate::{extract::Form, session::fault, token, web::Web};
use app::paths::guests as paths;
use axum::{
    extract::{Query, Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::OrganizationId;
use serde::Deserialize;

/// The secret of a link, and of its page's form.
#[derive(Deserialize)]
pub(crate) struct Secret {
    #[serde(default)]
    token: String,
}

/// `POST /invitation`: accepts, and leads back to the page, which says what is so now. Whatever the token, the same
/// statement runs, so that the time taken tells nothing.
pub(crate) async fn accept(
    State(web): State<Web>,
    Form(Secret { token }): Form<Secret>,
) -> Result<Response, Response> {
    let organization = whose(&web, &token).await?;
    let accepted = web
        .store()
        .accept_invitation(organization, token::hash(&token))
        .await
        .map_err(|error| fault(&error))?;
    if accepted {
        tracing::info!("an invitation was accepted");
    }
    Ok(Redirect::to(&paths::invitation(&token)).into_response())
}

/// The layer that looks up the invitation whose page is asked for, so that the page has it.
pub(crate) async fn look_up(
    State(web): State<Web>,
    mut request: Request,
    next: Next,
) -> Result<Response, Response> {
    if request.uri().path() == paths::INVITATION {
        let secret = Query::<Secret>::try_from_uri(request.uri());
        let token = secret.map(|Query(secret)| secret.token).unwrap_or_default();
        let organization = whose(&web, &token).await?;
        let found = web
            .store()
            .invitation(organization, token::hash(&token))
            .await
            .map_err(|error| fault(&error))?;
        if let Some(invitation) = found {
            request.extensions_mut().insert(invitation);
        }
    }
    Ok(next.run(request).await)
}

/// Which organization the link's invitation is of. Of a link that opens none it is any, so that the same statements run.
async fn whose(web: &Web, token: &str) -> Result<OrganizationId, Response> {
    let found = web
        .store()
        .organization_that_invites(token::hash(token))
        .await
        .map_err(|error| fault(&error))?;
    Ok(found.unwrap_or(web.organization()))
}
