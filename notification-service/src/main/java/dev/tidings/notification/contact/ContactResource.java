package dev.tidings.notification.contact;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The host's services tell where their users are reached. */
@Path("/api/notifications/contacts/{userId}")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"ADMIN", "SERVICE"})
@RunOnVirtualThread
@Tag(name = "Notifications")
public class ContactResource {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private final Contacts contacts;
  private final Identity identity;

  ContactResource(Contacts contacts, Identity identity) {
    this.contacts = contacts;
    this.identity = identity;
  }

  /** Replaces what is known of a user of the caller's workspace. */
  @PUT
  @Operation(summary = "Says where a user is reached by e-mail and text message")
  public void put(@PathParam("userId") String userId, ContactRequest request) {
    if (request == null) {
      throw ProblemException.invalid("", "must be an object");
    }
    if (request.email() != null && !EmailAddress.isValid(request.email())) {
      throw ProblemException.invalid("/email", "must be an e-mail address");
    }
    if (request.phone() != null && !E164.matcher(request.phone()).matches()) {
      throw ProblemException.invalid("/phone", "must be a number in E.164 form, as +4930123456");
    }
    contacts.put(
        new RecipientKey(identity.currentUser().workspace(), known(userId)),
        new Contact(request.email(), request.phone()));
  }

  private static String known(String userId) {
    try {
      return Channel.of("user", userId).id();
    } catch (InvalidChannelException e) {
      throw ProblemException.notFound("user");
    }
  }
}
