package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Callers;
import dev.tidings.chat.room.RoomId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What the caller has set for themselves in a room. */
@Path("/api/chat/rooms/{id}/settings")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Members")
public class SettingsResource {

  private final Callers callers;
  private final MemberSettings settings;

  SettingsResource(Callers callers, MemberSettings settings) {
    this.callers = callers;
    this.settings = settings;
  }

  @GET
  @Operation(summary = "The caller's settings in a room")
  public SettingsView get(@RestPath String id) {
    return settings.get(callers.current(), RoomId.parse(id));
  }

  @PATCH
  @Operation(
      summary = "Mutes, pins or hides a room for the caller alone",
      description =
          "What is left out stays as it is. A hidden room comes back with its next message. The"
              + " caller's other devices hear of it as MEMBER_SETTINGS_UPDATED.")
  public SettingsView change(@RestPath String id, @NotNull ChangeSettingsRequest request) {
    return settings.change(callers.current(), RoomId.parse(id), request);
  }
}
