package dev.tidings.notification.preference;

import dev.tidings.notification.contact.CallerAddress;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller wants to be notified. */
@Path("/api/notifications/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Notifications")
public class PreferenceResource {

  private final PreferenceBook book;
  private final CallerAddress address;
  private final Identity identity;

  PreferenceResource(PreferenceBook book, CallerAddress address, Identity identity) {
    this.book = book;
    this.address = address;
    this.identity = identity;
  }

  /** The caller's preferences; the defaults where nothing was ever said. */
  @GET
  @Operation(summary = "Shows how the caller wants to be notified")
  public PreferencesView get() {
    address.remember(caller());
    return PreferencesView.of(book.of(caller()));
  }

  /** Replaces the caller's preferences and answers them complete. */
  @PUT
  @Operation(summary = "Says how the caller wants to be notified, per type and channel")
  public PreferencesView put(PreferencesView wanted) {
    if (wanted == null) {
      throw ProblemException.invalid("", "must be an object");
    }
    Preferences preferences = wanted.read();
    address.remember(caller());
    book.put(caller(), preferences);
    return PreferencesView.of(preferences);
  }

  private RecipientKey caller() {
    CurrentUser caller = identity.currentUser();
    return new RecipientKey(caller.workspace(), caller.id());
  }
}
