package dev.tidings.notification.contact;

import dev.tidings.notification.feed.RecipientKey;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The address in the caller's token, unless the identity provider says that it isn't verified. */
@RequestScoped
public class CallerAddress {

  private final JsonWebToken token;
  private final Contacts contacts;

  CallerAddress(JsonWebToken token, Contacts contacts) {
    this.token = token;
    this.contacts = contacts;
  }

  /** Remembers it as the caller's. */
  public void remember(RecipientKey caller) {
    if (token.getClaim("email") instanceof String email
        && EmailAddress.isValid(email)
        && !"false".equals(String.valueOf(token.<Object>getClaim("email_verified")))) {
      contacts.learn(caller, email);
    }
  }
}
