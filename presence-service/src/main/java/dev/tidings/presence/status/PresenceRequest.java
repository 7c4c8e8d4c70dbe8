package dev.tidings.presence.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client says of its user; what is left out stays as it is.
 *
 * @param status how the user wants to be seen: {@code online} is as they are, {@code invisible} and
 *     {@code offline} are to be seen offline
 * @param statusExpiresAt when that ends; never if left out
 * @param message what the user says about themselves; empty to say nothing any more
 * @param messageExpiresAt when that ends; never if left out
 * @param visibility who may see the user
 * @param page the page that the client shows
 * @param activity what the user does on the client
 * @param deviceId which of the user's clients without a connection it is, if there are several
 */
@RegisterForReflection
@Schema(name = "SayPresence")
public record PresenceRequest(
    @Pattern(
            regexp = "online|away|busy|invisible|offline",
            message = "must be online, away, busy, invisible or offline")
        @Schema(examples = "busy")
        String status,
    @Schema(examples = "2026-03-01T11:00:00.000Z") Instant statusExpiresAt,
    @Size(max = 140) @Pattern(regexp = LINE, message = MUST_BE_LINE) @Schema(examples = "In a call")
        String message,
    @Schema(examples = "2026-03-01T11:00:00.000Z") Instant messageExpiresAt,
    @Pattern(regexp = "workspace|contacts", message = "must be workspace or contacts")
        @Schema(examples = "workspace")
        String visibility,
    @Size(min = 1, max = 2048)
        @Pattern(regexp = LINE, message = MUST_BE_LINE)
        @Schema(examples = "/contacts/42")
        String page,
    @Size(max = 300) @Pattern(regexp = LINE, message = MUST_BE_LINE) @Schema(examples = "Jane Doe")
        String pageTitle,
    @Valid Activity activity,
    @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "must be 1 to 64 letters, digits, . _ -")
        @Schema(examples = "tablet")
        String deviceId) {

  /** No control character: a line break would be shown as nobody meant it. */
  private static final String LINE = "\\P{Cntrl}*";

  private static final String MUST_BE_LINE = "must be one line";

  /**
   * What the user does.
   *
   * @param type {@code viewing}, {@code editing}, {@code commenting}, or {@code idle} without a
   *     thing
   */
  @RegisterForReflection
  @Schema(name = "SayActivity")
  public record Activity(
      @NotBlank
          @Pattern(
              regexp = "viewing|editing|commenting|idle",
              message = "must be viewing, editing, commenting or idle")
          @Schema(examples = "editing")
          String type,
      @Pattern(regexp = "[a-z][a-z0-9_-]{0,63}", message = "must be a lower-case word")
          @Schema(examples = "document")
          String resourceType,
      @Size(min = 1, max = 200)
          @Pattern(regexp = LINE, message = MUST_BE_LINE)
          @Schema(examples = "42")
          String resourceId) {}
}
