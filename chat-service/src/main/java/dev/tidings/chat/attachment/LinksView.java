package dev.tidings.chat.attachment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Addresses that need no token. */
@RegisterForReflection
@Schema(name = "AttachmentLinks")
public record LinksView(List<ItemView> items) {

  public LinksView {
    items = List.copyOf(items);
  }

  /**
   * Where an attachment can be had.
   *
   * @param url of the content
   * @param thumbnailUrl null if there is no smaller picture of it
   * @param expiresAt until when both are good
   */
  @RegisterForReflection
  @Schema(name = "AttachmentLink")
  public record ItemView(UUID id, String url, String thumbnailUrl, Instant expiresAt) {}
}
