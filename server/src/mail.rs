//! Sends mails through the SMTP server that the settings name.

use crate::token;
use app::ssr::{Mail, Sending};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, SinglePart},
};
use std::time::Duration;
use uuid::Uuid;

/// So long may the server take for a whole mail.
const PATIENCE: Duration = Duration::from_secs(15);

/// The way out for mails. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Sends through the server at `url`, as `from`.
    ///
    /// # Errors
    /// What is wrong with which setting.
    pub(crate) fn new(url: &str, from: Option<&str>) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| format!("USHER_SMTP_URL can't be used: {error}. Write it as smtps://USER:PASSWORD@mail.example."))?;
        let from = from.ok_or("USHER_SMTP_URL needs USHER_SMTP_FROM beside it: who mails come from, such as Usher <usher@northlight.example>.")?;
        let from = from.parse().map_err(|error| {
            format!("USHER_SMTP_FROM is no mail address ({error}). Write it as Usher <usher@northlight.example>.")
        })?;
        Ok(Self {
            transport: transport.timeout(Some(PATIENCE)).build(),
            from,
        })
    }

    /// Sends a mail. What goes wrong is logged here, and said in words without the server's own.
    pub(crate) fn send(&self, mail: Mail) -> Sending {
        let mailer = self.clone();
        Box::pin(async move {
            let to = mail.to.clone();
            let sent = tokio::time::timeout(PATIENCE, mailer.deliver(mail)).await;
            let problem = match sent {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(error)) => error,
                Err(_) => "it takes too long".into(),
            };
            tracing::warn!(to, problem, "a mail was not sent");
            Err(())
        })
    }

    async fn deliver(&self, mail: Mail) -> Result<(), String> {
        let address = mail.to.parse().map_err(|error| format!("{error}"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(mail.name), address))
            .subject(mail.subject)
            .message_id(Some(self.message_id()))
            // A part says the version of MIME too: without it, readers may take the encoded text as it stands.
            .singlepart(SinglePart::plain(mail.text))
            .map_err(|error| error.to_string())?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|error| error.to_string())
    }

    /// A new one, in the domain of the sender.
    fn message_id(&self) -> String {
        let id = Uuid::from_bytes(token::random());
        format!("<{}@{}>", id.simple(), self.from.email.domain())
    }
}
