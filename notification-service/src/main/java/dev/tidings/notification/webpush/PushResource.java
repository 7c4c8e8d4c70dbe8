package dev.tidings.notification.webpush;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's browsers. */
@Path("/api/notifications/push")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Web Push")
public class PushResource {

  /** Far more than any push service's addresses have. */
  private static final int MAX_ENDPOINT = 2000;

  private final Subscriptions subscriptions;
  private final PushService service;
  private final Identity identity;

  PushResource(Subscriptions subscriptions, PushService service, Identity identity) {
    this.subscriptions = subscriptions;
    this.service = service;
    this.identity = identity;
  }

  /** What a browser subscribes with. 404 where Web Push is not set up. */
  @GET
  @Path("key")
  @Operation(summary = "Shows the key that browsers subscribe with")
  public PushKeyView key() {
    return service
        .publicKey()
        .map(PushKeyView::new)
        .orElseThrow(() -> ProblemException.notFound("push key: Web Push is not set up here"));
  }

  /** Has a browser take the caller's messages; may be repeated. */
  @PUT
  @Path("subscriptions")
  @Operation(summary = "Has a browser take the caller's messages")
  public void subscribe(SubscribeRequest request) {
    if (request == null || request.keys() == null) {
      throw ProblemException.invalid("/keys", "must be the keys of a browser's subscription");
    }
    subscriptions.put(
        caller(),
        new Subscription(
            endpoint(request.endpoint()),
            key(request.keys().p256dh()),
            secret(request.keys().auth())));
  }

  /** Has a browser take no more; none is no error. */
  @DELETE
  @Path("subscriptions")
  @Operation(summary = "Has a browser take no more messages")
  public void unsubscribe(@QueryParam("endpoint") String endpoint) {
    if (endpoint == null) {
      throw ProblemException.invalid("?endpoint", "must be given");
    }
    subscriptions.remove(caller(), endpoint);
  }

  private URI endpoint(String text) {
    if (text == null || text.length() > MAX_ENDPOINT) {
      throw ProblemException.invalid("/endpoint", "must be the address of a push service");
    }
    return service
        .endpoint(text)
        .orElseThrow(
            () -> ProblemException.invalid("/endpoint", "must be the address of a push service"));
  }

  private static ECPublicKey key(String text) {
    try {
      return P256.publicKey(decoded(text, "/keys/p256dh"));
    } catch (GeneralSecurityException e) {
      throw ProblemException.invalid("/keys/p256dh", "must be a point on P-256, uncompressed");
    }
  }

  private static byte[] secret(String text) {
    byte[] secret = decoded(text, "/keys/auth");
    if (secret.length != Encryption.SECRET) {
      throw ProblemException.invalid("/keys/auth", "must be 16 bytes");
    }
    return secret;
  }

  private static byte[] decoded(String text, String pointer) {
    try {
      if (text != null) {
        return Base64.getUrlDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(pointer, "must be Base64url");
    }
    throw ProblemException.invalid(pointer, "must be given");
  }

  private RecipientKey caller() {
    CurrentUser caller = identity.currentUser();
    return new RecipientKey(caller.workspace(), caller.id());
  }
}
